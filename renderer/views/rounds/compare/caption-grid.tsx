/** What captions are like here and there, side by side: not paired, as each side wrote about its own images. */
import { useMemo } from 'react';
import type { CaptionMetric } from '../../../../shared/caption-quality.ts';
import type { Figure } from '../../../../shared/charts/metric-figure.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { CopyMenu } from '../../../copy/copy-menu.tsx';
import { modelName } from '../../../data/names.ts';
import { type CaptionRow, type CaptionRows, captionRowsTable, inUnit } from './caption-rows.ts';

export function CaptionGrid({ found, name }: { found: CaptionRows; name: string }) {
  const { sources, rows } = found;
  const columns = useMemo(() => columnsOf(sources), [sources]);
  if (rows.length === 0) return null;
  return (
    <details className="plan-differences">
      <summary>Captions, metric by metric</summary>
      <p className="small soft">
        Here | {name}, each with its own 95 % interval over its own captions; nothing is paired.
      </p>
      <CopyMenu
        what={`the captions’ metrics here and in ${name}`}
        table={() => captionRowsTable(found, name)}
      />
      <DataTable
        label={`Captions here and in ${name}`}
        columns={columns}
        rows={rows}
        keyOf={({ metric }) => metric.name}
      />
    </details>
  );
}

/** Metrics stand in their own order: figures of different units have none among themselves. */
const columnsOf = (sources: readonly string[]): DataColumn<CaptionRow>[] => [
  {
    title: 'Metric',
    cell: ({ metric }) => (
      <>
        {metric.title}
        {metric.unit === '%' && <span className="soft">, %</span>}
      </>
    ),
  },
  ...sources.map(
    (source, at): DataColumn<CaptionRow> => ({
      title: modelName(source),
      isFigure: true,
      cell: ({ metric, cells }) => {
        const cell = cells[at];
        return cell ? <Pair {...cell} metric={metric} /> : <span className="faint">–</span>;
      },
    }),
  ),
];

function Pair({ here, there, metric }: { here: Figure; there: Figure; metric: CaptionMetric }) {
  return (
    <>
      {inUnit(here.value, metric)} <span className="faint">|</span> {inUnit(there.value, metric)}
      {(here.low !== null || there.low !== null) && (
        <span className="cell-interval">
          {interval(here, metric)} | {interval(there, metric)}
        </span>
      )}
    </>
  );
}

const interval = ({ low, high }: Figure, metric: CaptionMetric): string =>
  low === null || high === null ? 'none' : `${inUnit(low, metric)} to ${inUnit(high, metric)}`;
