import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StepUpdates } from '../../../renderer/data/step-updates.ts';
import type { Step } from '../../../shared/models.ts';

const first: Step = {
  id: 'train.seed1.v0',
  ordinal: 3,
  kind: 'train',
  title: 'Train v0',
  seed: 1,
  model: 'v0',
  round: 0,
  state: 'running',
  done: 0,
  total: 100,
  rate: null,
  unit: 'steps',
  secondsLeft: null,
  startedAt: null,
  endedAt: null,
  note: null,
};
const moved = (done: number, state: Step['state'] = 'running') => ({
  path: '/e',
  step: { ...first, done, state },
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('many moves are one write, of the latest', () => {
  const writes: number[] = [];
  const updates = new StepUpdates((_path, steps) =>
    writes.push(...[...steps.values()].map(({ done }) => done)),
  );
  for (let done = 1; done <= 20; done++) updates.add(moved(done));
  expect(writes).toEqual([]);
  vi.runAllTimers();
  expect(writes).toEqual([20]);
});

test('an end is written at once, and what was waiting with it', () => {
  const writes: string[] = [];
  const updates = new StepUpdates((path, steps) =>
    writes.push(...[...steps.values()].map(({ state }) => path + state)),
  );
  updates.add(moved(5));
  updates.add(moved(6, 'done'));
  expect(writes).toEqual(['/edone']);
  vi.runAllTimers();
  expect(writes).toHaveLength(1);
});
