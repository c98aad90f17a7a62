import { expect, test } from 'vitest';
import { combinationsShown, combinationsTable } from '../../../renderer/views/specialists/combinations.ts';
import { keptTable, kindsShown, whereCompared } from '../../../renderer/views/specialists/kept-figures.ts';
import type { Comparison, Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { KeptClauses } from '../../../shared/specialist-clauses.ts';

const plan = {
  seeds: [1],
  specialists: [{ name: 'ocr', set: 'ocr', prompts: ['?'], benchmark: 'ocrbench' }],
} as unknown as Plan;
const score = (model: string): Score => ({
  ...{
    seed: 1,
    model,
    benchmark: 'pope',
    scorer: 's',
    metric: 'accuracy',
    value: 0.5,
    low: 0.4,
    high: 0.6,
    n: 9,
  },
});
const comparison = (model: string, against: string): Comparison => ({
  ...{ seed: 1, model, against, benchmark: 'pope', metric: 'accuracy', difference: 0.1, low: 0, high: 0.2 },
  ...{ pValue: 0.04, n: 9, verdict: 'better' },
});
const models = ['v0', 'final-10pct', 'only-ocr', 'final', 'without-specialists', 'without-specialists-10pct'];
const comparisons = [
  comparison('final', 'without-specialists'),
  comparison('final-10pct', 'without-specialists-10pct'),
  comparison('only-ocr', 'v0'),
];

test('final generalists by their share of the images, each against the one without specialists at that share', () => {
  const shown = combinationsShown({ scores: models.map(score), comparisons }, plan, 1);
  expect(shown?.groups.map(({ share, base, rows }) => [share, base, rows.map(({ model }) => model)])).toEqual(
    [
      ['', 'without-specialists', ['final', 'only-ocr', 'without-specialists']],
      ['10 %', 'without-specialists-10pct', ['final-10pct', 'without-specialists-10pct']],
    ],
  );
  const [final, only] = shown?.groups[0]?.rows ?? [];
  expect(final?.cells[0]?.against?.difference).toBe(0.1);
  // Held against V0 alone, it has nothing over the training without specialists.
  expect(only?.cells[0]?.against).toBeNull();
  const table = shown && combinationsTable(shown);
  expect(table?.rows).toHaveLength(5);
  expect(table?.rows.every((row) => row.length === table.columns.length)).toBe(true);
});

test('a plan without such arms shows no combinations', () => {
  expect(combinationsShown({ scores: [score('v0'), score('final')], comparisons }, plan, 1)).toBeNull();
});

const share = { value: 0.5, low: 0.4, high: 0.6, n: 20 };
const kept: KeptClauses = {
  ...{ specialist: 'ocr', captions: 200, on: 'pretraining', images: 50, examples: [] },
  kinds: [
    {
      kind: 'text',
      clauses: 90,
      perHundred: { ...share, value: 45 },
      before: null,
      final: share,
      finalAsked: share,
    },
    { kind: 'plain', clauses: 0, perHundred: share, before: null, final: null, finalAsked: null },
  ],
};

test('kinds that it neither writes nor could be compared take no row, but stand in the copy', () => {
  expect(kindsShown(kept).map(({ kind }) => kind)).toEqual(['text']);
  const table = keptTable(kept);
  expect(table.rows.map(([kind]) => kind)).toEqual(['text', 'plain']);
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
});

test('where it was compared is said, also where it could not be where it matters', () => {
  expect(whereCompared(kept)).toContain('50 pretraining images');
  expect(whereCompared({ ...kept, on: 'benchmark' })).toContain('was not asked about pretraining images');
  expect(whereCompared({ ...kept, on: null })).toContain('none of the same images');
});
