import type { ReportInput } from '../input.ts';
import { writerName } from '../names.ts';
import type { Table } from '../table.ts';

/** How many images got the text they were meant to get; nothing is silently trained on with its old caption. */
export function coverageTable({ coverage, plan }: ReportInput): Table | null {
  if (coverage.length === 0) return null;
  return {
    id: 'coverage',
    number: '',
    title: 'Recaptions wanted, written and lost',
    columns: [
      { key: 'captioner', title: 'Captioner', format: 'text' },
      { key: 'seed', title: 'Seed', format: 'text' },
      { key: 'wanted', title: 'Wanted', format: 'integer' },
      { key: 'written', title: 'Written', format: 'integer' },
      { key: 'missing', title: 'Missing', format: 'integer' },
      { key: 'truncated', title: 'Truncated', format: 'integer' },
      { key: 'empty', title: 'Empty', format: 'integer' },
      { key: 'missing_became', title: 'Images without a caption', format: 'text' },
    ],
    rows: coverage.map(({ source, seed, wanted, written, truncated, empty, missingBecame }) => ({
      group: String(seed),
      cells: [
        writerName(source, plan),
        String(seed),
        { value: wanted },
        { value: written },
        { value: wanted - written },
        { value: truncated },
        { value: empty },
        missingBecame,
      ],
    })),
    notes: ['Truncated: the caption reached the longest length allowed. Empty: it holds no word.'],
  };
}
