import { expect, test } from 'vitest';
import { stageSpans } from '../../../shared/charts/loss-series.ts';
import type { LossPoint } from '../../../shared/models.ts';
import type { StageName } from '../../../shared/plan.ts';

const point = (stage: StageName, at: number): LossPoint => ({
  stepId: 'train.seed1.v0',
  seed: 1,
  model: 'v0',
  stage,
  at,
  loss: 1,
  heldOut: null,
  learningRate: 0.001,
  samplesPerSecond: 10,
});

test('a stage begins where the one before ended, though its first point comes later', () => {
  const points = [point('align', 20), point('align', 33), point('pretrain', 53), point('sft', 60)];
  expect(stageSpans(points)).toEqual([
    { stage: 'align', from: 0, to: 33 },
    { stage: 'pretrain', from: 33, to: 53 },
    { stage: 'sft', from: 53, to: 60 },
  ]);
});

test('a stage that was taken over from another training is left out', () => {
  const points = [point('pretrain', 98), point('pretrain', 118), point('sft', 138)];
  expect(stageSpans(points)).toEqual([
    { stage: 'pretrain', from: 98, to: 118 },
    { stage: 'sft', from: 118, to: 138 },
  ]);
});

test('no points, no stages', () => {
  expect(stageSpans([])).toEqual([]);
});
