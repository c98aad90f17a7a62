import { expect, test } from 'vitest';
import { expand } from '../../../main/engine/plan/expand.ts';
import { groupSteps } from '../../../renderer/views/run/step-groups.ts';
import type { Plan } from '../../../shared/models.ts';

// Of a plan only what decides about its steps.
const plan = {
  dataset: { kind: 'world' },
  seeds: [1, 2],
  rounds: 2,
  stages: {},
  specialists: [{ name: 'spatial' }, { name: 'ocr' }],
  controls: ['equal-compute'],
} as unknown as Plan;
const steps = expand(plan);
const groups = groupSteps(steps, plan);

test('every step stands in one group, in the run’s order', () => {
  expect(groups.flatMap(({ parts }) => parts.flatMap((part) => part.steps))).toEqual(steps);
});

test('preparation, each seed, report', () => {
  expect(groups.map(({ title }) => title)).toEqual(['Preparation', 'Seed 1', 'Seed 2', 'Report']);
});

test('a seed is told as rounds, specialists, the final generalist and controls', () => {
  expect(groups[1]?.parts.map(({ title }) => title)).toEqual([
    'First generalist',
    'Round 1',
    'Round 2',
    'Specialists',
    'Final generalist',
    'Controls',
  ]);
});
