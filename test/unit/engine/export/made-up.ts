/** The experiment that a test exports, in a folder that goes with the test. */
import { temporaryFolder } from '../../../temporary.ts';
import { type MadeUp, makeExperiment } from './make-experiment.ts';

export { type MadeUp, names, seed } from './make-experiment.ts';

export const madeUpExperiment = (change: Parameters<typeof makeExperiment>[1] = {}): Promise<MadeUp> =>
  makeExperiment(temporaryFolder('export'), change);
