import { expect, test } from 'vitest';
import { expand } from '../../../main/engine/plan/expand.ts';
import { groupSteps } from '../../../renderer/views/run/step-groups.ts';
import demo from '../../../resources/presets/demo.json' with { type: 'json' };
import { Plan } from '../../../shared/plan.ts';

const plan = Plan.parse({
  ...demo.plan,
  preset: 'demo',
  briefPrompt: 'describe the image briefly.',
  longPrompts: ['describe the image.'],
  seeds: [1, 2],
  rounds: 2,
  controls: ['equal-compute'],
});
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
    'Controls and variants',
  ]);
});
