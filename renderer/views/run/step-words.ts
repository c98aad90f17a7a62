/** A step's state, pace and time in a few words, as list and graph show them. Pure. */
import type { Step, StepKind, StepState } from '../../../shared/models.ts';
import type { IconName } from '../../components/icons.tsx';
import { duration, rate } from '../../data/format.ts';
import { stepStates, stepTitle } from '../../data/names.ts';
import { isTakenOver } from './step-groups.ts';

export const stateMarks: Record<StepState, IconName | null> = {
  pending: null,
  running: 'spin',
  done: 'check',
  skipped: 'dash',
  failed: 'cross',
  cancelled: 'pause',
};

/** Of a finished step: `36 images/s`; empty where nothing was measured. */
export const pace = ({ state, rate: perSecond, unit }: Step): string =>
  state === 'done' && perSecond ? `${rate(perSecond)} ${unit}/s` : '';

/** What it took, is thought to take, or why it does neither. `estimate`: seconds; null where nothing is known. */
export function figure(step: Step, estimate: number | null): string {
  const { state, startedAt, endedAt, secondsLeft } = step;
  if (state === 'pending') {
    if (!estimate) return '';
    return estimate < 1 ? 'under 1 s' : `about ${duration(estimate)}`;
  }
  if (state === 'running') return secondsLeft === null ? '' : `${duration(secondsLeft)} left`;
  if (state === 'cancelled') return 'Paused';
  if (state === 'failed') return 'Failed';
  if (state === 'skipped') return 'Skipped';
  if (isTakenOver(step)) return 'Taken over';
  if (!startedAt || !endedAt) return '';
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 1 ? 'under 1 s' : duration(seconds);
}

const inGraph: Record<StepKind, string> = {
  world: 'Draw images',
  import: 'Import',
  leakage: 'Leakage',
  features: 'Encode',
  train: 'Train',
  export: 'Export',
  recaption: 'Recaption',
  evaluate: 'Evaluate',
  decide: 'Judge round',
  report: 'Report',
};

/** Where a row has the model's name already: `Train`, `Judge round 1`. */
export const shortTitle = ({ kind, round }: Step): string =>
  kind === 'decide' ? `${inGraph.decide} ${round}` : inGraph[kind];

/** All that its node shows, for who does not see it. */
export function stepAloud(step: Step, estimate: number | null): string {
  const seed = step.seed === null ? '' : `, seed ${step.seed}`;
  const state = stepStates[step.state];
  const shown = figure(step, estimate);
  const more = shown === '' || shown === state ? '' : `, ${shown}`;
  return `${stepTitle(step)}${seed}: ${state.toLowerCase()}${more}`;
}
