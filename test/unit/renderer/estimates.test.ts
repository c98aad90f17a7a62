import { expect, test } from 'vitest';
import { estimatedLeft } from '../../../renderer/views/run/use-estimates.ts';
import type { Step } from '../../../shared/models.ts';

const step = (id: string, state: Step['state'], secondsLeft: number | null = null): Step =>
  ({ id, state, secondsLeft }) as Step;
const known = new Map([
  ['a', 10],
  ['b', 20],
  ['c', 0],
]);

test('what is left is what is still to be done; a running step tells its own', () => {
  expect(estimatedLeft([step('a', 'done'), step('b', 'pending'), step('c', 'pending')], known)).toBe(20);
  expect(estimatedLeft([step('a', 'running', 4), step('b', 'pending')], known)).toBe(24);
  expect(estimatedLeft([step('a', 'running'), step('b', 'skipped')], known)).toBe(10);
});

test('where one step is not known nothing is said of all', () => {
  expect(estimatedLeft([step('a', 'pending'), step('z', 'pending')], known)).toBeNull();
  expect(estimatedLeft([step('z', 'done')], known)).toBe(0);
});
