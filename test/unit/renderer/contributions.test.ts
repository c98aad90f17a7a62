import { expect, test } from 'vitest';
import { contributionsOf } from '../../../renderer/views/specialists/contributions.ts';
import type { Comparison, Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';

const plan = {
  specialists: [{ name: 'ocr', set: 'ocr', prompts: ['what does the sign say?'], benchmark: 'ocrbench' }],
} as unknown as Plan;
const score = (model: string, benchmark: string, value: number, seed: number | null = 1): Score => ({
  seed,
  model,
  benchmark,
  scorer: 's',
  metric: 'accuracy',
  value,
  low: value - 0.1,
  high: value + 0.1,
  n: 10,
});
const comparison = (
  model: string,
  against: string,
  benchmark: string,
  verdict: Comparison['verdict'],
): Comparison => ({
  seed: 1,
  model,
  against,
  benchmark,
  metric: 'accuracy',
  difference: 0.2,
  low: 0.1,
  high: 0.3,
  pValue: 0.01,
  n: 10,
  verdict,
});
const scores = [
  score('v3', 'pope', 0.7),
  score('ocr', 'pope', 0.6),
  score('v3', 'ocrbench', 0.4),
  score('ocr', 'ocrbench', 0.8),
  score('final', 'ocrbench', 0.7),
  score('ocr', 'vqa', 0.9, 2),
];

test('its own benchmark comes first, with what the final generalist keeps of a significant lift', () => {
  const comparisons = [
    comparison('ocr', 'v3', 'ocrbench', 'better'),
    comparison('ocr', 'v3', 'pope', 'worse'),
  ];
  const [ocr] = contributionsOf({ scores, comparisons }, plan, 1);
  expect(ocr).toMatchObject({ name: 'ocr', against: 'v3' });
  expect(ocr?.rows.map(({ benchmark, own }) => [benchmark, own])).toEqual([
    ['ocrbench', true],
    ['pope', false],
  ]);
  expect(ocr?.rows[0]?.kept).toBeCloseTo(0.75);
  expect(ocr?.rows[1]).toMatchObject({ final: null, kept: null, leftOut: null });
});

test('of a lift that may be nothing no share is told', () => {
  const comparisons = [comparison('ocr', 'v3', 'ocrbench', 'same')];
  expect(contributionsOf({ scores, comparisons }, plan, 1)[0]?.rows[0]?.kept).toBeNull();
});

test('what the final generalist loses without it stands beside, where the plan trains that arm', () => {
  const comparisons = [
    comparison('ocr', 'v3', 'ocrbench', 'better'),
    comparison('final', 'without-ocr', 'ocrbench', 'better'),
  ];
  expect(contributionsOf({ scores, comparisons }, plan, 1)[0]?.rows[0]?.leftOut?.against).toBe('without-ocr');
});

test('a specialist of which nothing is measured yet stands there without rows', () => {
  expect(contributionsOf({ scores: [], comparisons: [] }, plan, 1)).toMatchObject([
    { name: 'ocr', against: null, rows: [] },
  ]);
});
