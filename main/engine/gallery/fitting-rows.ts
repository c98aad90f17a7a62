/** Which rows of columns fit ranges, flags and a set. Pure. */
import { type CaptionFlag, captionFlags } from '../../../shared/gallery.ts';

export interface RowFilter {
  readonly ranges: readonly { values: Float32Array; least: number | null; most: number | null }[];
  readonly flags: readonly CaptionFlag[];
  /** One of each row; null where none of `flags` is asked for. */
  readonly bits: Int32Array | null;
  /** The set's number in `sets`; null: any set. */
  readonly set: number | null;
  readonly sets: Int32Array | null;
  /** 0 where an image has no caption: such rows fit none; null where they are asked for, or there are none. */
  readonly captions: Int32Array | null;
}

/** 1 for each row that fits all of it. Bounds are compared as the columns hold their values, in single precision. */
export function fittingRows(rows: number, filter: RowFilter): Uint8Array {
  const { ranges, flags, bits, set, sets, captions } = filter;
  const fits = new Uint8Array(rows).fill(1);
  for (const { values, least, most } of ranges) {
    const [low, high] = [
      Math.fround(least ?? Number.NEGATIVE_INFINITY),
      Math.fround(most ?? Number.POSITIVE_INFINITY),
    ];
    // A row without the metric is in no range.
    for (let row = 0; row < rows; row++)
      if (!((values[row] as number) >= low && (values[row] as number) <= high)) fits[row] = 0;
  }
  if (bits && flags.length > 0) {
    const wanted = flags.reduce((all, flag) => all | (1 << captionFlags.indexOf(flag)), 0);
    for (let row = 0; row < rows; row++) if (((bits[row] as number) & wanted) !== wanted) fits[row] = 0;
  }
  if (captions) for (let row = 0; row < rows; row++) if (captions[row] === 0) fits[row] = 0;
  if (sets && set !== null) for (let row = 0; row < rows; row++) if (sets[row] !== set) fits[row] = 0;
  return fits;
}

/** How many images have a row that fits; an image's rows lie together. */
export function countImages(fits: Uint8Array, images: Int32Array): number {
  let count = 0;
  let before = -1;
  for (let row = 0; row < fits.length; row++) {
    if (!fits[row] || images[row] === before) continue;
    before = images[row] as number;
    count++;
  }
  return count;
}

/** The first row of this image or of one behind it. */
export function firstRowOf(images: Int32Array, image: number): number {
  let [low, high] = [0, images.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((images[middle] as number) < image) low = middle + 1;
    else high = middle;
  }
  return low;
}
