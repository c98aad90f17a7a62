import { captionMetrics } from '../../../../shared/caption-quality.ts';
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
      { key: 'measure', title: 'Higher measure', format: 'text' },
      percentColumn('agrees', 'Agrees with people'),
      integerColumn('decided', 'Pairs decided by both'),
      integerColumn('undecided', 'Undecided'),
    ],
    rows: measures.map(({ measure, share, decided, undecided }) => ({
      cells: [measureName(measure), share && percentOf(share), { value: decided }, { value: undecided }],
    })),
    notes: [
      'Half is chance; below it, people prefer the caption with the lower measure. Undecided: people, taken together, or the measure see no difference. A measure that is not known of both captions (log-probability of an original text) has no such pair.',
    ],
  };
}

/** As the tables of caption quality call it. */
function measureName(measure: string): string {
  if (measure.startsWith('judge:')) return `Judge model ${measure.slice('judge:'.length)}`;
  return captionMetrics.find(({ name }) => name === measure)?.title ?? measure;
}
