import { binomial, logFactorials } from './binomial.ts';
import { randomBits, randomBlocks } from './random.ts';

/**
 * Means of `resamples` samples of n items drawn with replacement (the plain bootstrap, Efron 1979), for several columns of scores of the
 * same items at once: every column is resampled at the same items, so that what is paired stays paired. One array of means a column.
 *
 * Benchmark scores take few distinct values (0 and 1, or multiples of a tenth). Drawing n items with replacement then means drawing how
 * often each distinct row of scores occurs, which is multinomial, and a multinomial is a chain of binomials: the same distribution, not an
 * approximation, in a few draws in place of n. Where rows are nearly all different, the same is done to blocks of items, and each draw from a
 * block takes a random byte: exact as well, and four times as few random numbers as drawing among all items.
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
    : byBlocks(columns, items, resamples, seed);
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

/** A run of items whose number is a power of two: a random byte's low bits draw one of them, none more likely than another. */
interface Block {
  readonly start: number;
  readonly size: number;
}

const largestBlock = 256;

/** How often each block is drawn is multinomial again; within a block a byte an item is all the randomness it takes. */
function byBlocks(
  columns: readonly Float64Array[],
  items: number,
  resamples: number,
  seed: number,
): Float64Array[] {
  const blocks = blocksOf(items);
  const next = randomBits(seed);
  const table = logFactorials(items);
  // A stream of its own: how often a block is drawn must not hang on which of its items are.
  const fill = randomBlocks(seed ^ 0xb10c);
  // Four draws a word; each block begins with a word of its own.
  const words = new Uint32Array(Math.ceil(items / 4) + blocks.length);
  const drawn = new Int32Array(blocks.length);
  const means = columns.map(() => new Float64Array(resamples));
  for (let r = 0; r < resamples; r++) {
    let drawsLeft = items;
    let itemsLeft = items;
    for (let b = 0; b < blocks.length; b++) {
      const { size } = blocks[b] as Block;
      drawn[b] = binomial(drawsLeft, size / itemsLeft, next, table);
      drawsLeft -= drawn[b] as number;
      itemsLeft -= size;
    }
    fill(words);
    for (let c = 0; c < columns.length; c++) {
      (means[c] as Float64Array)[r] = sumDrawn(columns[c] as Float64Array, blocks, drawn, words) / items;
    }
  }
  return means;
}

/** As many of the largest size as there are, then halves of it: 600 is 256, 256, 64, 16 and 8. */
function blocksOf(items: number): Block[] {
  const blocks: Block[] = [];
  for (let start = 0, size = largestBlock; start < items; ) {
    if (size > items - start) {
      size >>= 1;
      continue;
    }
    blocks.push({ start, size });
    start += size;
  }
  return blocks;
}

function sumDrawn(
  column: Float64Array,
  blocks: readonly Block[],
  drawn: Int32Array,
  words: Uint32Array,
): number {
  let total = 0;
  let from = 0;
  for (let k = 0; k < blocks.length; k++) {
    const { start, size } = blocks[k] as Block;
    const draws = drawn[k] as number;
    total += sumOfBlock(column, start, size - 1, words, from, draws);
    from += (draws + 3) >> 2;
  }
  return total;
}

/** Four sums side by side: one alone would wait for each addition before it could begin the next. */
function sumOfBlock(
  column: Float64Array,
  start: number,
  mask: number,
  words: Uint32Array,
  from: number,
  draws: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = from + (draws >> 2);
  for (let at = from; at < whole; at++) {
    const word = (words[at] as number) | 0;
    a += column[start + (word & mask)] as number;
    b += column[start + ((word >>> 8) & mask)] as number;
    c += column[start + ((word >>> 16) & mask)] as number;
    d += column[start + ((word >>> 24) & mask)] as number;
  }
  const left = words[whole] as number;
  for (let draw = 0; draw < (draws & 3); draw++)
    a += column[start + ((left >>> (8 * draw)) & mask)] as number;
  return a + b + (c + d);
}
