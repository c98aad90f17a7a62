/** The charts of Rounds drawn once, as they were reviewed by eye: a change of the picture is a change of its file. */
import { expect, test } from 'vitest';
import { benchmarkChart } from '../../../renderer/views/rounds/chart-data.ts';
import { histogramOptions } from '../../../shared/charts/histogram-options.ts';
import { modelOptions } from '../../../shared/charts/model-options.ts';
import type { OtherExperiment } from '../../../shared/compare.ts';
import { lengthHistograms } from '../../../shared/length-bins.ts';
import type { Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { drawn } from './drawn.ts';

const specialist = (name: string) => ({ name, set: name, prompts: ['?'], benchmark: 'vsr' });
const plan = {
  seeds: [1],
  specialists: [specialist('spatial'), specialist('ocr')],
  variants: [{ name: 'brief-prompt' }],
  controls: ['equal-compute', 'shuffled'],
} as unknown as Plan;

const score = (model: string, value: number, seed: number | null = 1): Score => ({
  seed,
  model,
  benchmark: 'vsr',
  scorer: 'VSR',
  metric: 'accuracy',
  value,
  low: value - 0.03,
  high: value + 0.03,
  n: 300,
});
const scoresOf = (scores: Score[]) => ({ scores, comparisons: [], captions: [], verdicts: [] });

const few = ['v0', 'v1', 'spatial', 'ocr', 'final', 'shuffled'];
const fewScores = few.map((model, at) => score(model, 0.5 + at / 20));
const other: OtherExperiment = {
  path: '/home/two',
  name: 'two',
  failure: null,
  state: 'done',
  plan,
  scores: [score('v0', 0.48), score('v1', 0.52), score('final', 0.6)],
  seeds: { here: [1], there: [1] },
  comparisons: [],
  questions: {},
  apart: [],
  planDifferences: [],
};

const picture = (
  scores: Score[],
  models: string[],
  width: number,
  others: OtherExperiment[] = [],
): string => {
  const chart = benchmarkChart('/home/one', scoresOf(scores), plan, 'vsr', 1, models, others);
  if (!chart) throw new Error('There is nothing to draw.');
  return drawn(modelOptions(chart, width));
};

test('a benchmark of rounds, specialists, the final generalist and a control', async () => {
  await expect(picture(fewScores, few, 400)).toMatchFileSnapshot('pictures/benchmark.svg');
});

test('two seeds: the chosen one, the other faintly beside', async () => {
  const scores = [...fewScores, ...few.map((model, at) => score(model, 0.52 + at / 22, 2))];
  await expect(picture(scores, few, 400)).toMatchFileSnapshot('pictures/benchmark-seeds.svg');
});

test('another experiment, hollow beside', async () => {
  const compared = picture(fewScores, few, 400, [other, { ...other, name: 'three', path: '/home/three' }]);
  await expect(compared).toMatchFileSnapshot('pictures/benchmark-compared.svg');
});

test('many arms, those on fewer images under their share', async () => {
  const models = [
    ...['v0', 'v1', 'v2', 'v3', 'spatial', 'ocr', 'final', 'only-spatial', 'only-ocr', 'without-spatial'],
    ...['without-ocr', 'without-specialists', 'final-10pct', 'only-spatial-10pct', 'without-ocr-10pct'],
    ...['without-specialists-10pct', 'brief-prompt', 'equal-compute', 'shuffled'],
  ];
  const scores = models.map((model, at) => score(model, 0.5 + (at % 7) / 20));
  await expect(picture(scores, models, 560)).toMatchFileSnapshot('pictures/benchmark-arms.svg');
});

test('a histogram of lengths', async () => {
  const [v0] = lengthHistograms(
    [
      {
        source: 'v0',
        lengths: [
          [3, 5],
          [4, 20],
          [5, 12],
          [8, 3],
        ],
      },
    ],
    ['v0'],
  );
  const options = histogramOptions(
    { bins: v0?.bins ?? [], highest: 50, colour: 'steelblue', unit: 'words' },
    240,
  );
  await expect(drawn(options)).toMatchFileSnapshot('pictures/histogram.svg');
});
