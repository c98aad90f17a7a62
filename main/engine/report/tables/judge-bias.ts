import type { JudgeResults } from '../../../../shared/judge.ts';
import type { Table } from '../table.ts';
import { integerColumn, percentColumn, percentOf } from './judge-columns.ts';

/** Position bias and consistency of judge models. */
export function judgeBiasTable({ models }: JudgeResults): Table | null {
  const told = models.filter(({ pairs, halfAsked, failures }) => pairs + halfAsked + failures.length > 0);
  if (told.length === 0) return null;
  return {
    id: 'judge-bias',
    number: '',
    title: 'How far a judge model can be trusted',
    columns: [
      { key: 'judge', title: 'Judge', format: 'text' },
      { key: 'address', title: 'Served at', format: 'text' },
      percentColumn('consistent', 'Same answer in both orders'),
      percentColumn('first_named', 'Caption shown first preferred'),
      integerColumn('pairs', 'Pairs'),
      integerColumn('half_asked', 'With one order only'),
      integerColumn('failed', 'Questions without an answer'),
      { key: 'usd', title: 'Price', unit: 'USD', format: 'usd' },
    ],
    rows: told.map(({ judge, addresses, consistent, shownFirst, pairs, halfAsked, failures, usd }) => ({
      cells: [
        judge,
        addresses.join(', '),
        consistent && percentOf(consistent),
        shownFirst && percentOf(shownFirst),
        { value: pairs },
        { value: halfAsked },
        { value: failures.reduce((sum, { count }) => sum + count, 0) },
        usd === null ? null : { value: usd },
      ],
    })),
    notes: [
      'Caption shown first preferred: over both orders, ties half; 50 % is no position bias, whatever the captions are like.',
      ...told.flatMap(({ judge, failures }) =>
        failures.slice(0, 3).map(({ reason, count }) => `${judge}, without an answer (${count}): ${reason}.`),
      ),
    ],
  };
}
