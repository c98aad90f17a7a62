import { binomial, logFactorials } from './binomial.ts';
import { below, randomBits, randomBlocks } from './random.ts';

/**
 * Means of `resamples` samples of n items drawn with replacement (the plain bootstrap, Efron 1979), for several columns of scores of the
 * same items at once: every column is resampled at the same items, so that what is paired stays paired. One array of means a column.
 *
 * Benchmark scores take few distinct values (0 and 1, or multiples of a tenth). Drawing n items with replacement then means drawing how
 * often each distinct row of scores occurs, which is multinomial, and a multinomial is a chain of binomials: the same distribution, not an
 * approximation, in a few draws in place of n. Rows that are nearly all different are drawn item by item.
 *
 * The draws depend on the seed and on which rows are equal, never on the values: negated scores give exactly negated means.
 */
export function resampledMeans(
  columns: readonly Float64Array[],
  resamples: number,
  seed: number,
): Float64Array[] {
  const items = columns[0]?.length ?? 0;
  const rows = distinctRows(columns);
  return rows.counts.length * 8 <= items || rows.counts.length <= 4
    ? byCounts(rows, items, resamples, seed)
    : byItems(columns, items, resamples, seed);
}

interface DistinctRows {
  /** How many items have this row. */
  readonly counts: number[];
  /** One array a column: the row's score. */
  readonly scores: Float64Array[];
}

/** The rows in order of first appearance. Stops being exact about nothing: -0 and 0 are equal here, as they are in a sum. */
function distinctRows(columns: readonly Float64Array[]): DistinctRows {
  const items = columns[0]?.length ?? 0;
  const index = new Map<string | number, number>();
  const counts: number[] = [];
  const first: number[] = [];
  for (let i = 0; i < items; i++) {
    const key =
      columns.length === 1 ? (columns[0]?.[i] as number) : columns.map((column) => column[i]).join();
    const row = index.get(key);
    if (row === undefined) {
      index.set(key, counts.length);
      counts.push(1);
      first.push(i);
    } else {
      counts[row] = (counts[row] as number) + 1;
    }
  }
  return { counts, scores: columns.map((column) => Float64Array.from(first, (i) => column[i] as number)) };
}

function byCounts(
  { counts, scores }: DistinctRows,
  items: number,
  resamples: number,
  seed: number,
): Float64Array[] {
  const next = randomBits(seed);
  const table = logFactorials(items);
  const means = scores.map(() => new Float64Array(resamples));
  const last = counts.length - 1;
  for (let r = 0; r < resamples; r++) {
    let drawsLeft = items;
    let itemsLeft = items;
    for (let row = 0; row <= last && drawsLeft > 0; row++) {
      const count = counts[row] as number;
      const drawn = row === last ? drawsLeft : binomial(drawsLeft, count / itemsLeft, next, table);
      drawsLeft -= drawn;
      itemsLeft -= count;
      for (let c = 0; c < means.length; c++) {
        (means[c] as Float64Array)[r] =
          ((means[c] as Float64Array)[r] as number) + drawn * ((scores[c] as Float64Array)[row] as number);
      }
    }
    for (const column of means) column[r] = (column[r] as number) / items;
  }
  return means;
}

function byItems(
  columns: readonly Float64Array[],
  items: number,
  resamples: number,
  seed: number,
): Float64Array[] {
  const fill = randomBlocks(seed);
  const bits = new Uint32Array(items);
  const means = columns.map(() => new Float64Array(resamples));
  for (let r = 0; r < resamples; r++) {
    fill(bits);
    columns.forEach((column, c) => {
      (means[c] as Float64Array)[r] = sumDrawn(column, bits) / items;
    });
  }
  return means;
}

/** Four sums side by side: one alone would wait for each addition before it could begin the next. */
function sumDrawn(column: Float64Array, bits: Uint32Array): number {
  const n = column.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < n; i += 4) {
    a += column[below(n, bits[i] as number)] as number;
    b += column[below(n, bits[i + 1] as number)] as number;
    c += column[below(n, bits[i + 2] as number)] as number;
    d += column[below(n, bits[i + 3] as number)] as number;
  }
  for (; i < n; i++) a += column[below(n, bits[i] as number)] as number;
  return a + b + (c + d);
}
