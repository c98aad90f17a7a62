/** Hallucination of each source against the one before, within equally many words of the same images. */
import { useMemo } from 'react';
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import { Badge } from '../../components/badge.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent, signedPoints } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';
import { verdictWords } from './verdict-words.ts';

type Props = { captions: readonly CaptionQuality[]; seed: SeedChoice; sources: readonly string[] };

export function MatchedLengthTable({ captions, seed, sources }: Props) {
  const rows = useMemo(() => matchedOf(captions, seed, sources), [captions, seed, sources]);
  const columns = useMemo(() => columnsOf(new Set(rows.map((one) => one.seed)).size > 1), [rows]);
  if (rows.length === 0) return null;
  return (
    <details className="fold">
      <summary>Hallucination at matched length</summary>
      <div className="fold-head">
        <p className="small soft">
          Both captions of an image are cut to the words of the shorter one; of the objects mentioned within,
          the share that is not there.
        </p>
        <CopyMenu what="hallucination at matched length" table={() => tableOf(rows)} />
      </div>
      <DataTable
        label="Sources at matched length"
        columns={columns}
        rows={rows}
        keyOf={({ source, seed: own }) => `${source} ${own}`}
      />
    </details>
  );
}

type Matched = { source: string; seed: number } & NonNullable<CaptionQuality['matchedLength']>;

const matchedOf = (
  captions: readonly CaptionQuality[],
  seed: SeedChoice,
  sources: readonly string[],
): Matched[] =>
  sources
    .flatMap((source) => captions.filter((one) => one.source === source))
    .flatMap((one) =>
      one.matchedLength !== null && (seed === null || one.seed === seed)
        ? [{ source: one.source, seed: one.seed, ...one.matchedLength }]
        : [],
    );

const columnsOf = (isSeveral: boolean): DataColumn<Matched>[] => [
  {
    title: 'Captions',
    value: ({ source }) => modelName(source),
    cell: ({ source, seed }) => (
      <>
        {modelName(source)}
        {isSeveral && <span className="faint">, seed {seed}</span>}
      </>
    ),
  },
  { title: 'Against', value: ({ against }) => modelName(against) },
  { title: 'Images', isFigure: true, value: ({ n }) => n, cell: ({ n }) => count(n) },
  { title: 'Words', isFigure: true, value: ({ words }) => words, cell: ({ words }) => words.toFixed(1) },
  {
    title: 'Before, %',
    isFigure: true,
    value: ({ before }) => before,
    cell: ({ before }) => percent(before),
  },
  { title: 'Now, %', isFigure: true, value: ({ now }) => now, cell: ({ now }) => percent(now) },
  {
    title: 'Difference',
    isFigure: true,
    value: ({ difference }) => difference,
    cell: ({ difference }) => signedPoints(difference),
  },
  {
    title: '95 % interval',
    isFigure: true,
    cell: ({ low, high }) => `${signedPoints(low)} to ${signedPoints(high)}`,
  },
  {
    title: 'Verdict',
    value: (one) => verdictOf(one).label,
    cell: (one) => <Badge tone={verdictOf(one).tone}>{verdictOf(one).label}</Badge>,
  },
];

const verdictOf = ({ low, high }: Matched) => verdictWords[low > 0 ? 'worse' : high < 0 ? 'better' : 'same'];

const tableOf = (rows: readonly Matched[]): Tabular => ({
  title: 'Hallucination at matched length',
  columns: ['source', 'seed', 'against', 'images', 'words', 'before', 'now', 'difference', 'low', 'high'],
  rows: rows.map(({ source, seed, against, n, words, before, now, difference, low, high }) => [
    source,
    seed,
    against,
    n,
    words,
    before,
    now,
    difference,
    low,
    high,
  ]),
});
