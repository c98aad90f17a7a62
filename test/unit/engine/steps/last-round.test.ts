import { expect, test } from 'vitest';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { lastGeneralist, lastGeneralistOfAll, lastRound } from '../../../../main/engine/steps/last-round.ts';
import { saveVerdict } from '../../../../main/engine/store/index.ts';
import { withImages } from '../store/made-up.ts';

const demo = planOf('demo');

function judged(enforce: boolean) {
  const { db } = withImages(1);
  for (const [seed, round, decision] of [
    [1, 1, 'continue'],
    [1, 2, 'stop'],
    [1, 3, 'stop'],
    [2, 1, 'stop'],
  ] as const) {
    saveVerdict(db, { seed, round, decision, reason: '', comparisons: [], overruled: null });
  }
  return { plan: { ...demo, seeds: [1, 2, 3], stop: { ...demo.stop, enforce } }, db };
}

test('the rounds end after the first verdict to stop, seed by seed', () => {
  const enforced = judged(true);
  expect([1, 2, 3].map((seed) => lastRound(enforced, seed))).toEqual([2, 1, 3]);
  expect(lastGeneralist(enforced, 1)).toBe('v2');
});

test('over all seeds only a generalist that each has can be compared with', () => {
  expect(lastGeneralistOfAll(judged(true))).toBe('v1');
});

test('a verdict that is only recorded ends nothing', () => {
  expect(lastRound(judged(false), 1)).toBe(3);
});
