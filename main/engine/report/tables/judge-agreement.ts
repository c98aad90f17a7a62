import type { JudgeResults } from '../../../../shared/judge.ts';
import type { Table } from '../table.ts';
import { integerColumn, percentColumn, percentOf } from './judge-columns.ts';

/** How far people agree with one another: the more, the more their win rates can be trusted. */
export function judgeAgreementTable({ agreement }: JudgeResults): Table | null {
  if (agreement.length === 0) return null;
  return {
    id: 'judge-agreement',
    number: '',
    title: 'Agreement between judges',
    columns: [
      { key: 'judges', title: 'Judges', format: 'text' },
      { key: 'measure', title: 'Measure', format: 'text' },
      { key: 'coefficient', title: 'Coefficient', format: 'decimal' },
      percentColumn('same_answer', 'Same answer'),
      integerColumn('pairs', 'Pairs in common'),
    ],
    rows: agreement.map(({ judges, coefficient, same, pairs }) => ({
      group: judges ? 'two' : 'all',
      cells: [
        judges ? `${judges[0]} and ${judges[1]}` : 'All judges',
        judges ? 'Cohen’s kappa' : 'Krippendorff’s alpha',
        coefficient && percentOf(coefficient),
        same && percentOf(same),
        { value: pairs },
      ],
    })),
    notes: [
      'Categories: the later caption, the earlier one, tie. 1 is full agreement, 0 what chance gives; a dash: not defined, as nothing varies. Intervals: bootstrap over pairs, for shares Wilson’s.',
    ],
  };
}
