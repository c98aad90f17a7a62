/** Caption metrics here and there: one row a metric that both have of a source, one column a source. Pure. */
import {
  type CaptionMetric,
  type CaptionQuality,
  captionMetrics,
} from '../../../../shared/caption-quality.ts';
import { type Figure, figureOf } from '../../../../shared/charts/metric-figure.ts';
import type { Tabular } from '../../../copy/tabular.ts';
import type { SeedChoice } from '../evidence.ts';
import { type OtherCaptions, seedThere } from '../other-captions.ts';

export interface CaptionRow {
  readonly metric: CaptionMetric;
  /** One a source, in the same order in every row; null where one of both has no such figure. */
  readonly cells: readonly ({ readonly here: Figure; readonly there: Figure } | null)[];
}

export interface CaptionRows {
  readonly sources: readonly string[];
  readonly rows: readonly CaptionRow[];
}

export function captionRows(
  here: readonly CaptionQuality[],
  there: OtherCaptions,
  sources: readonly string[],
  seed: SeedChoice,
): CaptionRows {
  const theirs = seedThere(there, seed);
  const has = (captions: readonly CaptionQuality[], source: string): boolean =>
    captions.some((one) => one.source === source);
  const shared = sources.filter((source) => has(here, source) && has(there.captions, source));
  const rows = captionMetrics.flatMap((metric): CaptionRow[] => {
    const cells = shared.map((source) => {
      const own = figureOf(here, source, metric.name, seed);
      const other = figureOf(there.captions, source, metric.name, theirs);
      return own && other ? { here: own, there: other } : null;
    });
    return cells.every((cell) => cell === null) ? [] : [{ metric, cells }];
  });
  return { sources: rows.length > 0 ? shared : [], rows };
}

/** In a metric's unit: shares times a hundred. */
export const inUnit = (value: number, { unit }: CaptionMetric): string =>
  (unit === '%' ? (value * 100).toFixed(1) : value.toFixed(Math.abs(value) < 1 ? 2 : 1)).replace('-', '−');

export const captionRowsTable = ({ sources, rows }: CaptionRows, name: string): Tabular => ({
  title: `Captions here and in ${name}`,
  columns: ['source', 'metric', 'here', 'here low', 'here high', 'there', 'there low', 'there high'],
  rows: rows.flatMap(({ metric, cells }) =>
    cells.flatMap((cell, at) =>
      cell === null
        ? []
        : [
            [
              sources[at] as string,
              metric.name,
              cell.here.value,
              cell.here.low,
              cell.here.high,
              cell.there.value,
              cell.there.low,
              cell.there.high,
            ],
          ],
    ),
  ),
});
