/** Image files to raw RGB, several at a time, in order. A file that cannot be an image is a reason in words, never an exception. */
import { hash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Sharp } from 'sharp';
import { mostPixels, mostSeconds, openPicture, pictureFault } from './open-picture.ts';
import { PixelBudget } from './pixel-budget.ts';
import { cutSquares, type Grid, gridOf, uncut } from './squares.ts';

export type Decoded<T> =
  | {
      readonly item: T;
      readonly ok: true;
      /** The whole picture: size x size x 3 bytes. */
      readonly pixels: Uint8Array;
      /** Where pictures are cut: its squares, row by row, each size x size x 3 bytes. */
      readonly squares: readonly Uint8Array[];
      readonly grid: Grid;
      /** Of the picture as it is shown, before it was resized. */
      readonly width: number;
      readonly height: number;
      /** Of the file's bytes. */
      readonly sha256: string;
    }
  | { readonly item: T; readonly ok: false; readonly reason: string };

/** Enough to keep the cores busy while files are read and results are stored; each may hold a file of the largest size. */
const inFlight = Math.min(availableParallelism() * 4, 16);

/**
 * Pictures are squeezed to a square, as SmolVLM's processor does without image splitting; transparent ones stand on white, of animated
 * ones the first frame is taken. With `cutFrom` a picture whose longer side is brought to so many pixels is also cut into squares. Ends early when `signal` is aborted.
 */
export async function* decodeImages<T extends { readonly file: string }>(
  items: Iterable<T>,
  { size, cutFrom = null, signal }: { size: number; cutFrom?: number | null; signal: AbortSignal },
): AsyncGenerator<Decoded<T>> {
  const budget = new PixelBudget(mostPixels);
  const decoding: Promise<Decoded<T>>[] = [];
  try {
    for (const item of items) {
      if (signal.aborted) return;
      decoding.push(decode(item, { size, cutFrom }, budget));
      if (decoding.length >= inFlight) yield await (decoding.shift() as Promise<Decoded<T>>);
    }
    while (decoding.length > 0 && !signal.aborted) yield await (decoding.shift() as Promise<Decoded<T>>);
  } finally {
    // Nothing reads the files any more when the caller goes on.
    await Promise.all(decoding);
  }
}

async function decode<T extends { readonly file: string }>(
  item: T,
  { size, cutFrom }: { size: number; cutFrom: number | null },
  budget: PixelBudget,
): Promise<Decoded<T>> {
  const refuse = (reason: string): Decoded<T> => ({ item, ok: false, reason });
  const opened = await openPicture(item.file);
  if ('refused' in opened) return refuse(opened.refused);
  const { bytes, image } = opened;
  const { width, height, autoOrient } = opened.metadata;
  try {
    const grid = cutFrom === null ? uncut : gridOf(autoOrient.width, autoOrient.height, cutFrom, size);
    const { whole, all } = await budget.during(width * height, async () => ({
      whole: await squeezed(image, size, size),
      all: grid === uncut ? null : await squeezed(image, grid.columns * size, grid.rows * size),
    }));
    if (whole.info.channels !== 3)
      return refuse(`the picture has ${whole.info.channels} channels instead of 3`);
    return {
      item,
      ok: true,
      pixels: whole.data,
      squares: all ? cutSquares(all.data, grid, size) : [],
      grid,
      ...autoOrient,
      sha256: hash('sha256', bytes, 'hex'),
    };
  } catch (error) {
    return refuse(pictureFault(error as Error));
  }
}

function squeezed(image: Sharp, width: number, height: number) {
  return image
    .clone()
    .timeout({ seconds: mostSeconds })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
}
