/** All figures of the captions, folded away until wanted. */
import { useMemo } from 'react';
import type { CaptionStatistics } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import { captionFigureList } from './caption-figures.ts';
import { captionFigures, type SeedChoice } from './evidence.ts';
import { captionsHref, seedOfSamples } from './links.ts';

type Props = {
  path: string;
  plan: Pick<Plan, 'seeds'>;
  captions: readonly CaptionStatistics[];
  sources: readonly string[];
  seed: SeedChoice;
};

export function CaptionTable({ path, plan, captions, sources, seed }: Props) {
  const shown = useMemo(
    () => sources.flatMap((source) => captionFigures(captions, source, seed) ?? []),
    [captions, sources, seed],
  );
  const columns = useMemo(() => columnsOf(path, plan), [path, plan]);
  return (
    <details className="fold">
      <summary>All figures of the captions</summary>
      <div className="fold-head">
        <p className="small soft">Means over a source’s captions; ± is their standard deviation.</p>
        <CopyMenu what="all figures of the captions" table={() => tableOf(shown)} />
      </div>
      <DataTable
        label="Figures of the captions"
        columns={columns}
        rows={shown}
        keyOf={({ source }) => source}
      />
    </details>
  );
}

const written = (value: number | null, format: (value: number) => string): string =>
  value === null ? '–' : format(value);

const columnsOf = (path: string, plan: Pick<Plan, 'seeds'>): DataColumn<CaptionStatistics>[] => [
  {
    title: 'Source',
    value: ({ source }) => modelName(source),
    cell: ({ source, seed }) => (
      <a href={captionsHref(path, source, seedOfSamples(seed, plan))}>{modelName(source)}</a>
    ),
  },
  countColumn('Captions', ({ captions }) => captions),
  ...captionFigureList.map(
    ({ title, unit, of, deviation, format }): DataColumn<CaptionStatistics> => ({
      title: unit === ' %' ? `${title}, %` : title,
      isFigure: true,
      value: of,
      cell: (one) => (
        <>
          {written(of(one), format)}
          {deviation && <span className="faint"> ± {format(deviation(one))}</span>}
        </>
      ),
    }),
  ),
  countColumn('Cut off', ({ truncated }) => truncated),
  countColumn('Empty', ({ empty }) => empty),
  {
    title: 'Log-probability',
    isFigure: true,
    value: ({ logProbabilityMean }) => logProbabilityMean,
    cell: ({ logProbabilityMean }) =>
      written(logProbabilityMean, (value) => value.toFixed(3).replace('-', '−')),
  },
];

const countColumn = (
  title: string,
  of: (one: CaptionStatistics) => number,
): DataColumn<CaptionStatistics> => ({ title, isFigure: true, value: of, cell: (one) => count(of(one)) });

const tableOf = (shown: readonly CaptionStatistics[]): Tabular => ({
  title: 'All figures of the captions',
  columns: [
    'source',
    'captions',
    ...captionFigureList.flatMap(({ title, unit, deviation }) => {
      const name = unit === ' %' ? `${title}, %` : title;
      return deviation ? [name, `${name}, standard deviation`] : [name];
    }),
    'cut off',
    'empty',
    'log-probability',
  ],
  rows: shown.map((one) => [
    modelName(one.source),
    one.captions,
    ...captionFigureList.flatMap(({ of, deviation }) => (deviation ? [of(one), deviation(one)] : [of(one)])),
    one.truncated,
    one.empty,
    one.logProbabilityMean,
  ]),
});
