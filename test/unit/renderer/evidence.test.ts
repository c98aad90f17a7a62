import { describe, expect, test } from 'vitest';
import {
  captionFigures,
  comparisonsOf,
  evaluatedModels,
  mainPair,
  pairsIn,
  primaryScores,
  type Scores,
  scoresOfSeeds,
  seedChoices,
} from '../../../renderer/views/rounds/evidence.ts';
import type { CaptionStatistics, Comparison, Experiment, Score, Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';

const plan = {
  specialists: [{ name: 'spatial', set: 'spatial', prompts: ['?'], benchmark: 'vsr' }],
} as unknown as Plan;

const score = (over: Partial<Score>): Score => ({
  seed: 1,
  model: 'v0',
  benchmark: 'pope',
  scorer: 'POPE evaluate.py',
  metric: 'accuracy',
  value: 0.5,
  low: 0.4,
  high: 0.6,
  n: 100,
  ...over,
});
const comparison = (model: string, against: string, over: Partial<Comparison> = {}): Comparison => ({
  seed: 1,
  model,
  against,
  benchmark: 'pope',
  metric: 'accuracy',
  difference: 0.1,
  low: 0.05,
  high: 0.15,
  pValue: 0.001,
  n: 100,
  verdict: 'better',
  ...over,
});
const statistics = (over: Partial<CaptionStatistics>): CaptionStatistics => ({
  seed: 1,
  source: 'v0',
  captions: 10,
  wordsMean: 8,
  wordsSd: 2,
  vocabulary: 50,
  truncated: 0,
  empty: 0,
  repetition: 0,
  distinctBigrams: 0.4,
  logProbabilityMean: -0.5,
  objectPrecision: 0.7,
  objectRecall: null,
  ...over,
});
const scores = (over: Partial<Scores>): Scores => ({
  scores: [],
  comparisons: [],
  captions: [],
  verdicts: [],
  ...over,
});

describe('whose figures are shown', () => {
  test('pooled first, where the engine has pooled', () => {
    const seeds = [score({ seed: 3 }), score({ seed: 1 })];
    expect(seedChoices(scores({ scores: seeds }))).toEqual([1, 3]);
    expect(seedChoices(scores({ scores: [...seeds, score({ seed: null })] }))).toEqual([null, 1, 3]);
  });

  test('only scores with an interval are main scores, in the order of the models', () => {
    const all = scores({
      scores: [
        score({ model: 'final' }),
        score({ metric: 'precision', low: null, high: null }),
        score({ model: 'v1' }),
        score({ model: 'spatial' }),
        score({ seed: 2 }),
        score({}),
      ],
    });
    expect(primaryScores(all, plan, 'pope', 1).map(({ model }) => model)).toEqual([
      'v0',
      'v1',
      'spatial',
      'final',
    ]);
    expect(scoresOfSeeds(all, 'pope', 1).map(({ seed }) => seed)).toEqual([2]);
  });

  test('models still to be evaluated keep their place; skipped ones have none', () => {
    const step = (model: string, state: Step['state']) => ({ kind: 'evaluate', model, state }) as Step;
    const experiment = {
      plan,
      steps: [step('v0', 'done'), step('v1', 'running'), step('final', 'pending'), step('v2', 'skipped')],
    } as unknown as Experiment;
    expect(evaluatedModels(scores({ scores: [score({})] }), experiment)).toEqual(['v0', 'v1', 'final']);
  });
});

describe('pairs', () => {
  const all = [
    comparison('final', 'v2'),
    comparison('v1', 'shuffled'),
    comparison('v2', 'v0'),
    comparison('v2', 'v1'),
    comparison('shuffled', 'v0'),
    comparison('v1', 'v0'),
    comparison('v1', 'v0', { benchmark: 'vsr' }),
    comparison('v9', 'v8', { seed: null }),
  ];

  test('round by round with the round before first, then what builds on them, then controls', () => {
    expect(pairsIn(all, plan, 1).map(({ model, against }) => `${model} ${against}`)).toEqual([
      'v1 v0',
      'v2 v1',
      'v2 v0',
      'final v2',
      'v1 shuffled',
      'shuffled v0',
    ]);
    expect(pairsIn(all, plan, null)).toEqual([{ model: 'v9', against: 'v8' }]);
  });

  test('the final generalist is asked first, else the last round against the one before', () => {
    expect(mainPair(pairsIn(all, plan, 1))?.model).toBe('final');
    const rounds = pairsIn(
      all.filter(({ model }) => model !== 'final'),
      plan,
      1,
    );
    expect(mainPair(rounds)).toEqual({ model: 'v2', against: 'v1' });
    expect(mainPair([])).toBe(null);
  });

  test('benchmarks of a pair in their order, of one seed', () => {
    const found = comparisonsOf(all.toReversed(), { model: 'v1', against: 'v0' }, 1);
    expect(found.map(({ benchmark }) => benchmark)).toEqual(['pope', 'vsr']);
  });
});

describe('figures of captions', () => {
  const all = [
    statistics({ source: 'original', wordsMean: 2 }),
    statistics({ wordsMean: 8 }),
    statistics({ seed: 2, wordsMean: 10, distinctBigrams: null }),
  ];

  test('pooled is the mean over seeds, and unknown where one seed lacks it', () => {
    expect(captionFigures(all, 'v0', null)).toMatchObject({
      seed: null,
      source: 'v0',
      wordsMean: 9,
      distinctBigrams: null,
      objectRecall: null,
    });
  });

  test('the original text stands with every seed; a model only with its own', () => {
    expect(captionFigures(all, 'original', 2)?.wordsMean).toBe(2);
    expect(captionFigures(all, 'v0', 2)?.wordsMean).toBe(10);
    expect(captionFigures(all, 'v0', 3)).toBe(null);
  });
});
