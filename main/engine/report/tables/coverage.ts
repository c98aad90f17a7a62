import type { ReportInput } from '../input.ts';
import { writerName } from '../names.ts';
import type { Table } from '../table.ts';

/** How many images got the text they were meant to get; nothing is silently trained on with its old caption. */
export function coverageTable({ coverage, plan, acceptedCoverage }: ReportInput): Table | null {
  if (coverage.length === 0) return null;
  const specialists = new Set(plan.specialists.map(({ name }) => name));
  const rejections = [...new Set(coverage.flatMap(({ rejected }) => Object.keys(rejected)))];
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
      { key: 'rejected', title: 'Rejected', format: 'integer' },
      { key: 'fell_back', title: 'Fallen back', format: 'integer' },
      { key: 'usable', title: 'Usable', unit: '% of wanted', format: 'percent' },
      { key: 'lost_became', title: 'Without one', format: 'text' },
    ],
    rows: coverage.map(({ source, seed, wanted, written, truncated, empty, rejected, fellBack, usable }) => ({
      group: String(seed),
      cells: [
        writerName(source, plan),
        String(seed),
        { value: wanted },
        { value: written },
        { value: wanted - written },
        { value: truncated },
        { value: empty },
        { value: Object.values(rejected).reduce((sum, count) => sum + count, 0) },
        { value: fellBack },
        wanted === 0 ? null : { value: usable / wanted },
        specialists.has(source)
          ? 'the image has no such turn'
          : plan.withoutRecaption === 'original'
            ? 'the image keeps its original text'
            : 'the image is left out',
      ],
    })),
    notes: [
      'Truncated: the caption reached the longest length allowed. Empty: it holds no word.',
      ...(rejections.length > 0
        ? [`Rejected, as the plan keeps only others: ${rejections.join('; ')}.`]
        : []),
      `Training starts where at least ${Math.round(plan.minimumCoverage * 1000) / 10} % of the wanted captions can be used${
        acceptedCoverage === null
          ? ''
          : `; on ${acceptedCoverage.slice(0, 10)} it was said by hand that it shall go on with fewer`
      }.`,
    ],
  };
}
