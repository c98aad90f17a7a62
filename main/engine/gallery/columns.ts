/** The columns that a question about one writer's captions needs, read from the store. */
import type { GalleryFilter } from '../../../shared/gallery.ts';
import { EngineFailure } from '../failure.ts';
import { type ColumnsHead, type Db, metricColumn, placeColumn, type Source } from '../store/index.ts';
import { fittingRows } from './fitting-rows.ts';
import type { Order } from './rows-in-order.ts';

export interface GalleryColumns {
  readonly images: Int32Array;
  readonly captions: Int32Array;
  readonly order: Order;
}

export const orderColumns = (
  db: Db,
  own: Source,
  { rows }: ColumnsHead,
  { order }: GalleryFilter,
): GalleryColumns => ({
  images: placeColumn(db, own, 'image'),
  captions: placeColumn(db, own, 'caption'),
  order: order
    ? { keys: metricOrNone(db, own, order.metric, rows), descending: order.descending }
    : { keys: null, descending: false },
});

/** 1 for each row that fits all but the words that are searched for. */
export function fittingColumns(db: Db, own: Source, head: ColumnsHead, filter: GalleryFilter): Uint8Array {
  const { ranges = [], flags = [], set } = filter;
  const ofMissing = flags.some((flag) => flag === 'missing' || flag === 'fallen-back' || flag === 'left-out');
  return fittingRows(head.rows, {
    ranges: ranges.map(({ metric, least, most }) => ({
      values: metricOrNone(db, own, metric, head.rows),
      least,
      most,
    })),
    flags,
    bits: flags.length > 0 ? placeColumn(db, own, 'flags') : null,
    set: set ? head.sets.indexOf(set) : null,
    sets: set ? placeColumn(db, own, 'set') : null,
    captions: ofMissing || head.rows === head.captions ? null : placeColumn(db, own, 'caption'),
  });
}

/** What no caption has is a column of nothing. */
const metricOrNone = (db: Db, own: Source, metric: string, rows: number): Float32Array =>
  metricColumn(db, own, metric) ?? new Float32Array(rows).fill(Number.NaN);

/** @throws EngineFailure where something is asked of captions that nobody has named or measured. */
export function checkAsked({ writer, ranges, flags, order }: GalleryFilter, measured: boolean): void {
  if (measured || (!ranges?.length && !flags?.length && !order)) return;
  if (!writer)
    throw new EngineFailure(
      'Metrics and flags are of one writer’s captions, and none is chosen.',
      'Choose whose captions are meant.',
    );
  throw new EngineFailure(
    `The captions by ${writer.source} (seed ${writer.seed}) have not been measured yet.`,
    'They are when their step ends; until then they can be searched and looked at.',
  );
}
