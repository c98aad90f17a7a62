import type { JudgeResults } from '../../../../shared/judge.ts';
import type { Table } from '../table.ts';
import { integerColumn, percentColumn, percentOf } from './judge-columns.ts';

/** Which automatic measures people's preferences bear out. */
export function judgeMeasuresTable({ measures }: JudgeResults): Table | null {
  if (measures.length === 0) return null;
  return {
    id: 'judge-measures',
    number: '',
    title: 'How often a measure prefers the caption that people prefer',
    columns: [
      { key: 'measure', title: 'Preferred by the measure', format: 'text' },
      percentColumn('agrees', 'Agrees with people'),
      integerColumn('decided', 'Pairs decided by both'),
      integerColumn('undecided', 'Undecided'),
    ],
    rows: measures.map(({ measure, share, decided, undecided }) => ({
      cells: [measureName(measure), share && percentOf(share), { value: decided }, { value: undecided }],
    })),
    notes: [
      'Half is chance. Undecided: people, taken together, or the measure see no difference. A measure that is not known of both captions (log-probability of an original text) has no such pair.',
    ],
  };
}

/** How a measure reads in a table. */
function measureName(measure: string): string {
  const known: Record<string, string> = {
    words: 'More words',
    'log-probability': 'Higher log-probability',
    'object-precision': 'More of the objects named are there',
    'object-recall': 'More of the objects there are named',
  };
  return measure.startsWith('judge:')
    ? `Judge model ${measure.slice('judge:'.length)}`
    : (known[measure] ?? measure);
}
