import { expect, test } from 'vitest';
import { evidenceOf } from '../../../../main/engine/report/evidence.ts';
import { detailsTable } from '../../../../main/engine/report/tables/details.ts';
import type { Score } from '../../../../shared/models.ts';
import { madeUpReport } from './made-up.ts';

test('shares are given in %, a benchmark’s own points as they are', () => {
  const made = madeUpReport();
  const of = {
    seed: 1,
    model: 'v0',
    benchmark: 'mme',
    scorer: 'lmms-eval mme',
    low: null,
    high: null,
    n: 20,
  };
  const scores: Score[] = [
    { ...of, metric: 'accuracy', value: 0.75, low: 0.5, high: 0.9 },
    { ...of, metric: 'accuracy count', value: 0.5 },
    { ...of, metric: 'perception (points)', value: 1487.25 },
  ];
  const input = {
    ...made,
    plan: { ...made.plan, benchmarks: [...made.plan.benchmarks, 'mme'] },
    scores: [...made.scores, ...scores],
  };
  const table = detailsTable(input, evidenceOf(input), 'mme');
  expect(table?.rows.map(({ cells }) => cells)).toEqual([
    ['accuracy count', { value: 0.5 }],
    ['perception (points)', '1487.3'],
  ]);
  expect(table?.notes).toEqual(['Scorer: lmms-eval mme.']);
});
