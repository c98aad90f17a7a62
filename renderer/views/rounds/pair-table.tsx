/** One pair's comparisons, benchmark by benchmark, with their intervals drawn and written. */
import { useMemo } from 'react';
import type { Comparison } from '../../../shared/models.ts';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import { Badge } from '../../components/badge.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { count, signedPoints } from '../../data/format.ts';
import { benchmarkTitle } from '../../data/names.ts';
import { probability, verdictWords } from './verdict-words.ts';

const colours: Record<Comparison['verdict'], string> = {
  better: 'var(--good)',
  worse: 'var(--bad)',
  same: 'var(--ink-faint)',
};

type Props = {
  /** Which models are compared, in words. */
  pair: string;
  comparisons: readonly Comparison[];
};

export function PairTable({ pair, comparisons }: Props) {
  const columns = useMemo(() => columnsOf(comparisons), [comparisons]);
  return (
    <DataTable
      label={`${pair}, benchmark by benchmark`}
      columns={columns}
      rows={comparisons}
      keyOf={({ benchmark }) => benchmark}
      className="pair-table"
    />
  );
}

function columnsOf(comparisons: readonly Comparison[]): DataColumn<Comparison>[] {
  const reach = Math.max(0.01, ...comparisons.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return [
    { title: 'Benchmark', value: ({ benchmark }) => benchmarkTitle(benchmark) },
    {
      title: 'Difference',
      isFigure: true,
      value: ({ difference }) => difference,
      cell: ({ difference }) => signedPoints(difference),
    },
    {
      title: `Drawn from ${signedPoints(-reach)} to ${signedPoints(reach)}`,
      head: (
        <span className="bar-ends" aria-hidden="true">
          <span>{signedPoints(-reach)}</span>
          <span>0</span>
          <span>{signedPoints(reach)}</span>
        </span>
      ),
      className: 'bar-column',
      cell: (one) => <IntervalBar {...one} reach={reach} colour={colours[one.verdict]} />,
    },
    {
      title: '95 % interval',
      isFigure: true,
      cell: ({ low, high }) => `${signedPoints(low)} to ${signedPoints(high)}`,
    },
    { title: 'p', isFigure: true, value: ({ pValue }) => pValue, cell: ({ pValue }) => probability(pValue) },
    { title: 'Items', isFigure: true, value: ({ n }) => n, cell: ({ n }) => count(n) },
    {
      title: 'Verdict',
      value: ({ verdict }) => verdictWords[verdict].label,
      cell: ({ verdict }) => <Badge tone={verdictWords[verdict].tone}>{verdictWords[verdict].label}</Badge>,
    },
  ];
}
