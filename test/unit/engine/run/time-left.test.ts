import { expect, test } from 'vitest';
import { expand } from '../../../../main/engine/plan/expand.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { secondsLeft } from '../../../../main/engine/run/time-left.ts';
import type { Step } from '../../../../shared/models.ts';

const took = (step: Step, seconds: number): Step => ({
  ...step,
  state: 'done',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: new Date(Date.parse('2026-01-01T00:00:00.000Z') + seconds * 1000).toISOString(),
});

test('nothing is said before each kind of step was seen once', () => {
  const steps = expand({ ...planOf('smoke'), rounds: 1, specialists: [] });
  expect(secondsLeft(steps)).toBeNull();
  const begun = steps.map((step) => (step.kind === 'world' ? took(step, 5) : step));
  expect(secondsLeft(begun)).toBeNull();
});

test('what is to come costs what its kind has cost, and the running step what it says itself', () => {
  const steps = expand({ ...planOf('smoke'), rounds: 1, specialists: [] }).map((step) => {
    if (step.id === 'recaption.seed1.v0') return { ...step, state: 'running' as const, secondsLeft: 7 };
    const cost = { train: 100, evaluate: 10 }[step.kind as string] ?? 1;
    return step.ordinal < 6 ? took(step, cost) : step;
  });
  // Recaption 7, then train 100 and evaluate 10; the verdict and the report are a matter of moments.
  expect(secondsLeft(steps)).toBe(117);
});
