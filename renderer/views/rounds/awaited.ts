/** Which step will bring what is not there yet, in words. Pure. */
import type { Experiment, Step, StepKind } from '../../../shared/models.ts';
import { modelName, stepTitle } from '../../data/names.ts';

const isAhead = ({ state }: Step): boolean => state !== 'done' && state !== 'skipped';

/** The first step of this kind that has not ended; null when none is left. */
export const nextOf = ({ steps }: Pick<Experiment, 'steps'>, kind: StepKind): Step | null =>
  steps.find((step) => step.kind === kind && isAhead(step)) ?? null;

/** `“Evaluate V0”, step 5 of 25` */
export const stepInWords = (step: Step, { steps }: Pick<Experiment, 'steps'>): string =>
  `“${stepTitle(step)}”, step ${steps.indexOf(step) + 1} of ${steps.length}`;

/** Where the run stands, as the second half of a sentence about what is awaited. */
export function whyNotYet(experiment: Pick<Experiment, 'steps' | 'summary'>): string {
  const { state } = experiment.summary;
  const now = experiment.steps.find((step) => step.state === 'running');
  if (state === 'running') return now ? `Now: ${stepTitle(now)}.` : 'The run is going on.';
  if (state === 'new') return 'The run has not been started.';
  if (state === 'failed')
    return 'The run failed before it; the Run view says why, and Resume goes on from there.';
  if (state === 'done') return 'The run is done and left it out; the Run view says why.';
  return 'The run stopped before it; Resume in the Run view goes on from there.';
}

/** Models whose evaluation is still ahead, each once, in the steps' order. */
export const awaitedModels = ({ steps }: Pick<Experiment, 'steps'>): string[] => [
  ...new Set(
    steps
      .filter((step) => step.kind === 'evaluate' && isAhead(step))
      .flatMap(({ model }) => (model === null ? [] : [modelName(model)])),
  ),
];
