import { expect, test } from 'vitest';
import { metricChart } from '../../../renderer/views/rounds/metric-chart.ts';
import { type CaptionMetric, type CaptionQuality, captionMetrics } from '../../../shared/caption-quality.ts';
import type { Plan } from '../../../shared/plan.ts';

const plan = (seeds: number[]) =>
  ({
    seeds,
    controls: [],
    specialists: [{ name: 'ocr', set: 'ocr', prompts: ['?'], benchmark: 'ocrbench' }],
  }) as unknown as Plan;

const quality = (source: string, seed: number, metric: string, value: number): CaptionQuality => ({
  seed,
  source,
  before: null,
  captions: 100,
  figures: [{ metric, value, low: value - 0.01, high: value + 0.01, sd: null, n: 100 }],
  matchedLength: null,
  lengths: [],
  tokenLengths: [],
});

const metric = (name: string) => captionMetrics.find((one) => one.name === name) as CaptionMetric;
const sources = ['original', 'v0', 'v1', 'ocr'];

test('a seed’s own figures, in per cent with their intervals; the original text stands for every seed', () => {
  const all = [
    quality('original', 1, 'self-similarity', 0.1),
    quality('v0', 1, 'self-similarity', 0.3),
    quality('v0', 2, 'self-similarity', 0.4),
    quality('ocr', 2, 'self-similarity', 0.5),
  ];
  const chart = metricChart('/home/one', all, plan([1, 2]), metric('self-similarity'), 2, sources);
  expect(chart?.points.map(({ model, value, joined }) => [model, value, joined])).toEqual([
    ['original', 10, true],
    ['v0', 40, true],
    ['ocr', 50, false],
  ]);
  expect(chart?.points[1]).toMatchObject({ low: 39, high: 41 });
  expect(chart?.seeds.map(({ model, value }) => [model, value])).toEqual([['v0', 30]]);
  expect(chart?.label).toBe('Self-similarity: Original 10.0, V0 40.0, OCR 50.0');
});

test('pooled, the mean of the seeds without an interval; a source that a seed lacks is not averaged', () => {
  const all = [
    quality('v0', 1, 'chair-i', 0.2),
    quality('v0', 2, 'chair-i', 0.4),
    quality('v1', 1, 'edited', 0.4),
  ];
  const chart = metricChart('/home/one', all, plan([1, 2]), metric('chair-i'), null, sources);
  expect(chart?.points).toHaveLength(1);
  expect(chart?.points[0]?.value).toBeCloseTo(30, 12);
  expect(chart?.points[0]).toMatchObject({ low: null, high: null });
});

test('another experiment stands beside: its training of the same seed, with its own interval, and in the chart’s name', () => {
  const all = [quality('v0', 1, 'edited', 0.3), quality('v1', 1, 'edited', 0.4)];
  const there = (name: string, captions: CaptionQuality[]) => ({
    path: `/home/${name}`,
    name,
    at: 0,
    captions,
  });
  const others = [
    there('two', [
      quality('v0', 1, 'edited', 0.9),
      quality('v0', 2, 'edited', 0.5),
      quality('v9', 2, 'edited', 0.1),
    ]),
    { ...there('none', []), at: 1 },
  ];
  const chart = metricChart('/home/one', all, plan([1]), metric('edited'), 1, [...sources, 'v9'], others);
  expect(
    chart?.others?.map(({ name, at, points }) => [
      name,
      at,
      points.map(({ model, value }) => [model, value]),
    ]),
  ).toEqual([['two', 0, [['v0', 90]]]]);
  expect(chart?.others?.[0]?.points[0]).toMatchObject({ low: 89, high: 91, ring: true });
  expect(chart?.others?.[0]?.points[0]?.href).toContain('two');
  expect(chart?.label).toBe('Edited: V0 30.0, V1 40.0; two: V0 90.0');
  // The axis reaches as far as the other's bars.
  expect(chart?.range[1]).toBeGreaterThan(91);
  const pooled = metricChart('/home/one', all, plan([1]), metric('edited'), 3, sources, others);
  expect(pooled).toBeNull();
});

test('log-probabilities hang below zero; what nobody measured has no chart', () => {
  const all = [quality('v0', 1, 'log-probability', -0.5)];
  expect(
    metricChart('/home/one', all, plan([1]), metric('log-probability'), 1, sources)?.range[0],
  ).toBeLessThan(-0.51);
  expect(metricChart('/home/one', all, plan([1]), metric('boxes-valid'), 1, sources)).toBeNull();
});
