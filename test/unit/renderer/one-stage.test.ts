import { expect, test } from 'vitest';
import { oneStage, stagesOf } from '../../../renderer/charts/one-stage.ts';
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
  learningRate: 1e-3,
  samplesPerSecond: 1,
});
const whole = [point('align', 20), point('align', 30), point('pretrain', 50), point('sft', 70)];
// Its alignment was another training's: it has steps and no losses.
const later = [point('pretrain', 60), point('pretrain', 80), point('sft', 90)];

test('steps are counted from the stage’s beginning, wherever in the training it stands', () => {
  expect(oneStage(whole, 'align').map(({ at }) => at)).toEqual([20, 30]);
  expect(oneStage(whole, 'pretrain').map(({ at }) => at)).toEqual([20]);
  expect(oneStage(later, 'sft').map(({ at }) => at)).toEqual([10]);
  expect(oneStage(later, 'specialist')).toEqual([]);
});

test('the stages of some trainings, in a training’s order', () => {
  expect(stagesOf([later, whole])).toEqual(['align', 'pretrain', 'sft']);
  expect(stagesOf([[point('specialist', 20)]])).toEqual(['specialist']);
});
