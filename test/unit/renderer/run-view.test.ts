import { describe, expect, test } from 'vitest';
import { lossChoices } from '../../../renderer/views/run/loss-choices.ts';
import { metersInWords } from '../../../renderer/views/run/meters.tsx';
import type { LossPoint } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';

const point = (model: string, seed: number): LossPoint => ({
  stepId: `train.seed${seed}.${model}`,
  seed,
  model,
  stage: 'sft',
  at: 1,
  loss: 1,
  heldOut: null,
  learningRate: 1e-3,
  samplesPerSecond: 1,
});
const trainings = (...points: LossPoint[]) => new Map(points.map((one) => [one.stepId, [one]]));

describe('which trainings can be shown', () => {
  test('one training is the one there is', () => {
    expect(lossChoices(trainings(point('v0', 1)), { specialists: [], seeds: [1] }, true)).toEqual([
      { value: '', title: 'The training under way', stepIds: ['train.seed1.v0'] },
      { value: 'train.seed1.v0', title: 'V0', stepIds: ['train.seed1.v0'] },
    ]);
    expect(lossChoices(new Map(), { specialists: [], seeds: [1] }, true)).toEqual([]);
  });

  test('all seeds of a model lie on one another, and so do all trainings', () => {
    const all = trainings(point('v0', 1), point('v1', 1), point('v0', 2));
    const choices = lossChoices(all, { specialists: [], seeds: [1, 2] }, false);
    expect(choices.map(({ title }) => title)).toEqual([
      'The last training',
      'V0, all seeds',
      'All trainings on one another',
      'V0, seed 1',
      'V1, seed 1',
      'V0, seed 2',
    ]);
    expect(choices[1]?.stepIds).toEqual(['train.seed1.v0', 'train.seed2.v0']);
    expect(choices[0]?.stepIds).toEqual(['train.seed2.v0']);
  });

  test('all runs of a round lie on one another: with its variants and controls, the specialists, the final one with its arms', () => {
    const specialists = [{ name: 'spatial' }, { name: 'ocr' }] as Plan['specialists'];
    const variants = [{ name: 'brief-prompt' }] as Plan['variants'];
    const models = [
      'v0',
      'v1',
      'v2',
      'spatial',
      'ocr',
      'final',
      'without-ocr',
      'brief-prompt',
      'shuffled',
      'specialist-data',
    ];
    const all = trainings(...models.map((model) => point(model, 1)));
    const choices = lossChoices(all, { specialists, variants, seeds: [1] }, false);
    const runs = choices.filter(({ title }) => title.endsWith('all runs'));
    const modelsOf = (ids: readonly string[]) => ids.map((id) => id.replace('train.seed1.', ''));
    expect(runs.map(({ title, stepIds }) => [title, modelsOf(stepIds)])).toEqual([
      ['Round 1, all runs', ['v1', 'brief-prompt', 'shuffled']],
      ['Specialists, all runs', ['spatial', 'ocr']],
      ['Final, all runs', ['final', 'without-ocr', 'specialist-data']],
    ]);
  });

  test('what one model and its seeds already are is no choice of its own', () => {
    const all = trainings(point('v1', 1), point('v1', 2));
    const titles = lossChoices(all, { specialists: [], seeds: [1, 2] }, false).map(({ title }) => title);
    expect(titles.filter((title) => title.includes('all'))).toEqual(['V1, all seeds']);
  });
});

describe('what a run uses', () => {
  const none = {
    speed: null,
    memoryBytes: null,
    trainerBytes: null,
    captionerBytes: null,
    cores: null,
    celsius: null,
    gpu: null,
  };
  const whole = { memoryTotal: 16e9, coresTotal: 8 };

  test('what the system does not tell is left out', () => {
    expect(metersInWords({ ...none, ...whole })).toEqual([]);
    const encoding = { step: 'features', imagesPerSecond: 310, tokensPerSecond: null };
    expect(metersInWords({ ...none, ...whole, speed: encoding })).toEqual([
      { name: 'Speed', words: '310 images/s' },
    ]);
  });

  test('memory by worker, cores, and the card with what it tells', () => {
    const gpu = { name: 'H200', use: 0.371, memoryBytes: 2e9, memoryTotal: 140e9, celsius: null };
    const words = metersInWords({
      ...whole,
      speed: { step: 'train.seed1.v0', imagesPerSecond: 402.4, tokensPerSecond: 14087.6 },
      celsius: 61,
      memoryBytes: 2.5e9,
      trainerBytes: 1.9e9,
      captionerBytes: 0,
      cores: 1.84,
      gpu,
    }).map(({ name, words: said }) => `${name}: ${said}`);
    expect(words).toEqual([
      'Speed: 402 images/s, 14,088 tokens/s',
      'Memory: 2.5 GB of 16.0 GB (trainer 1.9 GB)',
      'Processor: 1.8 of 8 cores, 61 °C',
      'H200: 37 %, 2.0 GB of 140.0 GB',
    ]);
  });
});
