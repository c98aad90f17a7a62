import type { JudgeResults } from '../../../../shared/judge.ts';
import type { Arms } from '../../plan/arms.ts';
import type { Table } from '../table.ts';
import {
  comparisonColumn,
  comparisonName,
  integerColumn,
  percentColumn,
  percentOf,
} from './judge-columns.ts';

/** The same pairs as people's Table 8 and more of them, judged by models. */
export function judgeModelsTable({ models }: JudgeResults, plan: Arms): Table | null {
  const rows = models.flatMap(({ judge, winRates }) =>
    winRates.map((one) => ({
      group: judge,
      cells: [
        comparisonName(one, winRates, plan),
        judge,
        percentOf(one.winRate),
        percentOf(one.shownFirst),
        percentOf(one.shownSecond),
        { value: one.winRate.n },
      ],
    })),
  );
  if (rows.length === 0) return null;
  return {
    id: 'judge-models',
    number: '',
    title: 'Win rates of later against earlier captions, judged by a model',
    columns: [
      comparisonColumn,
      { key: 'judge', title: 'Judge', format: 'text' },
      percentColumn('win_rate', 'Win rate'),
      percentColumn('shown_first', 'Shown first'),
      percentColumn('shown_second', 'Shown second'),
      integerColumn('images', 'Images'),
    ],
    rows,
    notes: [
      'Every pair was asked in both orders; the win rate is over both, beside it by the place in which the later caption stood. A tie counts half. Pairs with only one order answered count nowhere.',
    ],
  };
}
