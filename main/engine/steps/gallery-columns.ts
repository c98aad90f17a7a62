/** Makes the gallery's columns of a source from its measured captions, batch by batch, with what the plan makes of each caption. */
import { type CaptionFlag, captionFlags } from '../../../shared/gallery.ts';
import type { Plan } from '../../../shared/plan.ts';
import { throwIfCancelled } from '../failure.ts';
import {
  type ColumnsHead,
  columnMetrics,
  columnsHead,
  countMeasured,
  type Db,
  type MeasuredRow,
  measuredRows,
  measuredSeed,
  placeColumns,
  pretrainingIds,
  roundOfWriter,
  type Source,
  saveColumns,
  setsOf,
  withoutCaption,
} from '../store/index.ts';
import { everything } from './coverage.ts';
import { isUsable, rejection } from './samples/keep.ts';
import { chosenImages } from './samples/prompts.ts';

const batchSize = 2000;

interface Making {
  readonly plan: Plan;
  readonly db: Db;
  readonly signal?: AbortSignal | undefined;
}

/** Null where the source has not been measured. Columns that are there are kept. */
export async function galleryColumns(making: Making, asked: Source): Promise<ColumnsHead | null> {
  const { db } = making;
  const seed = measuredSeed(db, asked);
  if (seed === null) return null;
  const own = { source: asked.source, seed };
  return columnsHead(db, own) ?? (await makeColumns(making, own));
}

async function makeColumns({ plan, db, signal }: Making, own: Source): Promise<ColumnsHead> {
  const sets = setsOf(db).map(({ name }) => name);
  const setNumbers = new Map(sets.map((name, at) => [name, at]));
  const captions = countMeasured(db, own);
  const asked = askedImages(plan, db, own);
  const captioned = new Set<number>();
  const rows = captions + asked.length;
  const whole = new Map(placeColumns.map((name) => [name, new Int32Array(rows)] as const));
  const metrics = columnMetrics.map(() => new Float32Array(rows).fill(Number.NaN));
  const put = (row: number, place: Record<(typeof placeColumns)[number], number>): void => {
    for (const name of placeColumns) (whole.get(name) as Int32Array)[row] = place[name];
  };
  const judge = judgeOf(plan, own);
  const { read, original } = { read: withoutCaption(db), original: own.source === 'original' };

  let row = 0;
  // An original's id is minus its image's, so that these come last image first.
  for (let after = Number.MIN_SAFE_INTEGER; row < captions; ) {
    const batch = measuredRows(db, own, after, Math.min(batchSize, captions - row));
    const last = batch.at(-1);
    if (!last) break;
    for (const one of batch) {
      const { image, caption, place, set } = one;
      const flags = bitsOf(judge(one, () => original || read(image).original));
      put(row, { image, caption, place, set: setNumbers.get(set) ?? -1, flags });
      for (const [at, value] of one.metrics.entries())
        if (value !== null) (metrics[at] as Float32Array)[row] = value;
      if (asked.length > 0) captioned.add(image);
      row++;
    }
    after = last.caption;
    await breath(signal);
  }
  for (const image of asked) {
    if (captioned.has(image)) continue;
    const { set, original: has } = read(image);
    const flags = bitsOf(['missing', unusable(plan, has)]);
    put(row++, { image, caption: 0, place: -1, set: setNumbers.get(set) ?? -1, flags });
    if (row % batchSize === 0) await breath(signal);
  }

  const order = orderOfImages(
    (whole.get('image') as Int32Array).subarray(0, row),
    whole.get('caption') as Int32Array,
  );
  const columns = new Map<string, Int32Array | Float32Array>();
  for (const [name, values] of whole) columns.set(name, inOrder(values, order));
  const told: ColumnsHead['metrics'][number][] = [];
  for (const [at, metric] of columnMetrics.entries()) {
    const values = metrics[at] as Float32Array;
    const range = rangeOf(values, row);
    if (range.captions === 0) continue;
    told.push({ metric, ...range });
    columns.set(metric, inOrder(values, order));
  }
  const head = {
    rows: row,
    captions,
    sets,
    metrics: told,
    flags: countFlags(columns.get('flags') as Int32Array),
  };
  saveColumns(db, own, head, columns);
  return head;
}

/** Images that a generalist, or who else writes for a round, was to caption; nobody else owes an image a caption. */
function askedImages(plan: Plan, db: Db, own: Source): number[] {
  const round = roundOfWriter(db, own);
  if (own.source === 'original' || round === null) return [];
  const ids = pretrainingIds(db);
  if (plan.recaptionShare >= 1) return ids;
  const images = ids.map((id) => ({ id, row: 0 }));
  return [...chosenImages(images, plan.recaptionShare, own.seed, round)];
}

const unusable = ({ withoutRecaption }: Plan, original: boolean): CaptionFlag =>
  withoutRecaption === 'original' && original ? 'fallen-back' : 'left-out';

/** What is to be said of a caption; `original` tells whether its image has a text to fall back on. */
function judgeOf(plan: Plan, { source }: Source) {
  const specialist = plan.specialists.some(({ name }) => name === source);
  const keep = specialist || source === 'original' ? everything : plan.keep;
  const falls = !specialist && source !== 'original';
  return (
    { text, logProbability, imagined, duplicate, invalidBoxes, wrongQuotes, ...row }: MeasuredRow,
    original: () => boolean,
  ): CaptionFlag[] => {
    const caption = { text, truncated: row.truncated === 1, logProbability };
    return [
      ...(caption.truncated ? (['truncated'] as const) : []),
      ...(text.trim() === '' ? (['empty'] as const) : []),
      ...(text !== '' && rejection(caption, keep) !== null ? (['rejected'] as const) : []),
      ...(falls && !isUsable(caption, keep) ? [unusable(plan, original())] : []),
      ...((imagined ?? 0) > 0 ? (['hallucinated'] as const) : []),
      ...(duplicate === 1 ? (['duplicate'] as const) : []),
      ...(invalidBoxes > 0 ? (['invalid-box'] as const) : []),
      ...((wrongQuotes ?? 0) > 0 ? (['wrong-quote'] as const) : []),
    ];
  };
}

const bitsOf = (flags: readonly CaptionFlag[]): number =>
  flags.reduce((bits, flag) => bits | (1 << captionFlags.indexOf(flag)), 0);

function orderOfImages(images: Int32Array, captions: Int32Array): Uint32Array {
  const order = Uint32Array.from(images, (_, row) => row);
  const value = (of: Int32Array, row: number): number => of[row] as number;
  return order.sort((a, b) => value(images, a) - value(images, b) || value(captions, a) - value(captions, b));
}

function inOrder<T extends Int32Array | Float32Array>(values: T, order: Uint32Array): T {
  const moved = new (values.constructor as new (length: number) => T)(order.length);
  for (let row = 0; row < order.length; row++) moved[row] = values[order[row] as number] as number;
  return moved;
}

function rangeOf(values: Float32Array, rows: number): { least: number; most: number; captions: number } {
  let [least, most, captions] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    captions++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most, captions };
}

function countFlags(flags: Int32Array): ColumnsHead['flags'] {
  const counts = captionFlags.map(() => 0);
  for (const bits of flags)
    for (let at = 0; at < counts.length; at++) if (bits & (1 << at)) counts[at] = (counts[at] as number) + 1;
  return captionFlags.flatMap((flag, at) => {
    const captions = counts[at] as number;
    return captions > 0 ? [{ flag, captions }] : [];
  });
}

/** Lets other work in between two batches. */
async function breath(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal) throwIfCancelled(signal);
}
