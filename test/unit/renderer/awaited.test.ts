import { expect, test } from 'vitest';
import { awaitedModels, nextOf, stepInWords, whyNotYet } from '../../../renderer/views/rounds/awaited.ts';
import type { Experiment, ExperimentState, Step } from '../../../shared/models.ts';

const step = (over: Partial<Step>): Step =>
  ({ kind: 'train', title: 'Train v0', state: 'pending', model: null, ...over }) as Step;
const experiment = (state: ExperimentState, steps: readonly Step[]): Experiment =>
  ({ summary: { state }, steps }) as unknown as Experiment;

const steps = [
  step({ state: 'done', kind: 'import', title: 'Import the images' }),
  step({ state: 'running' }),
  step({ kind: 'evaluate', title: 'Evaluate v0', model: 'v0' }),
  step({ kind: 'evaluate', title: 'Evaluate final', model: 'final', seed: 1 }),
  step({ kind: 'evaluate', title: 'Evaluate final', model: 'final', seed: 2 }),
];

test('the step that will bring the first scores is named with its place', () => {
  const running = experiment('running', steps);
  const next = nextOf(running, 'evaluate');
  expect(next && stepInWords(next, running)).toBe('“Evaluate V0”, step 3 of 5');
  expect(nextOf(running, 'import')).toBe(null);
  expect(whyNotYet(running)).toBe('Now: Train V0.');
});

test('every state of a run says why there is nothing yet', () => {
  const states: ExperimentState[] = [
    'new',
    'failed',
    'cancelled',
    'interrupted',
    'done',
    'damaged',
    'running',
  ];
  for (const state of states) expect(whyNotYet(experiment(state, []))).toMatch(/^The run .+\.$/);
});

test('models still to be evaluated are told once, by their names', () => {
  expect(awaitedModels(experiment('running', steps))).toEqual(['V0', 'Final']);
});
