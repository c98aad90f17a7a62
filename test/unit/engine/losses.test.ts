import { expect, test } from 'vitest';
import { thinned } from '../../../main/engine/losses.ts';
import type { LossPoint } from '../../../shared/models.ts';

const point = (stepId: string, at: number, heldOut: number | null = null): LossPoint => ({
  stepId,
  seed: 1,
  model: stepId,
  stage: 'sft',
  at,
  loss: 1,
  heldOut,
  learningRate: 1e-3,
  samplesPerSecond: 100,
});

test('each training is thinned evenly; its last point and held-out points stay', () => {
  const long = Array.from({ length: 1000 }, (_, i) => point('v0', i + 1, i === 501 ? 0.5 : null));
  const short = [point('v1', 1), point('v1', 2)];
  const kept = thinned([...long, ...short], 100);
  const v0 = kept.filter(({ stepId }) => stepId === 'v0');
  expect(v0.length).toBeLessThanOrEqual(102);
  expect(v0.length).toBeGreaterThan(90);
  expect(v0.at(-1)?.at).toBe(1000);
  expect(v0.some(({ heldOut }) => heldOut === 0.5)).toBe(true);
  expect(kept.filter(({ stepId }) => stepId === 'v1')).toEqual(short);
});
