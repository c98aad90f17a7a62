import type { benchmarksRequests } from '../../../shared/benchmarks-requests.ts';
import { findExperiment } from '../run/experiment.ts';
import { rescore } from '../run/rescore.ts';
import type { HandlersOf } from './handlers-of.ts';

export const benchmarksHandlers: HandlersOf<typeof benchmarksRequests> = {
  'benchmarks.rescore': ({ path }) => rescore(findExperiment(path)),
};
