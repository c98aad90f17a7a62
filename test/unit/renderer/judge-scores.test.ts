import { expect, test } from 'vitest';
import { scoreChart } from '../../../renderer/views/judge/score-chart.ts';
import { stratumName, undrawn } from '../../../renderer/views/judge/source-name.ts';

const plan = {
  specialists: [{ name: 'ocr', set: 'ocr', prompts: ['?'], benchmark: 'ocrbench' }],
  controls: [],
};
const score = (source: string, seed: number, value: number) => ({
  source,
  seed,
  score: { value, low: value - 0.5, high: value + 0.5, n: 20 },
});

test('scores stand in the order of the rounds, the line leads from the original through them and not to specialists', () => {
  const [chart, ...others] = scoreChart(
    [score('ocr', 1, 4), score('v1', 1, 7), score('original', 1, 3), score('v0', 1, 6)],
    plan,
  );
  expect(others).toEqual([]);
  expect(chart?.data.points.map(({ model, joined }) => [model, joined])).toEqual([
    ['original', true],
    ['v0', true],
    ['v1', true],
    ['ocr', false],
  ]);
  expect(chart?.data.label).toBe('Mean scores: Original text 3.00, V0 6.00, V1 7.00, OCR 4.00');
  expect(chart?.data.range).toEqual([1, 10]);
});

test('several seeds are several charts, and none is no chart', () => {
  const charts = scoreChart([score('v0', 1, 5), score('v0', 2, 6)], plan);
  expect(charts.map(({ title }) => title)).toEqual(['Scores, seed 1', 'Scores, seed 2']);
  expect(scoreChart([], plan)).toEqual([]);
});

test('a seed is named only where there are several', () => {
  const one = { first: 'original', second: 'v0', seed: 1 };
  expect(stratumName(one, [one])).toBe('V0 against Original text');
  expect(stratumName(one, [one, { ...one, seed: 2 }])).toBe('V0 against Original text, seed 1');
});

test('rounds that have come since the draw are named', () => {
  const drawn = {
    first: 'original',
    second: 'v0',
    seed: 1,
    forPeople: 30,
    pairs: 30,
    lookedAt: 30,
    identical: 0,
  };
  const judging = { seeds: [{ seed: 1, sources: ['original', 'v0', 'v1', 'ocr'] }], judges: [], total: 30 };
  expect(undrawn({ ...judging, strata: [drawn] })).toEqual([{ first: 'v0', second: 'v1', seed: 1 }]);
  // Drawn for a judge model alone is not drawn for people.
  expect(undrawn({ ...judging, strata: [{ ...drawn, forPeople: 0 }] }).length).toBe(2);
  expect(undrawn({ ...judging, seeds: [], strata: [] })).toEqual([]);
});
