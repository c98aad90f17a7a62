/** Image files to raw RGB, several at a time, in order. A file that cannot be an image is a reason in words, never an exception. */
import { hash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { inOrder } from './in-order.ts';
import { mostPixels, mostSeconds, openBytes, openPicture, pictureFault } from './open-picture.ts';
import { PixelBudget } from './pixel-budget.ts';
import { cutSquares, type Grid, gridOf, uncut } from './squares.ts';
import { encoded, isThumbnail, reduced, thumbnailSize } from './thumbnail.ts';

export interface Pixels {
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
  /** A small JPEG for the screen; null where none was asked for, or the picture is small itself. */
  readonly thumbnail: Uint8Array | null;
}

export interface NoPixels {
  readonly ok: false;
  readonly reason: string;
  /** It was whole, and not of a size that is wanted. */
  readonly unwanted?: true;
}

interface Decoding {
  readonly size: number;
  readonly cutFrom?: number | null;
  /** Says why a picture of some size is not decoded; null where it is. */
  readonly accepts?: (width: number, height: number) => string | null;
  readonly withThumbnail?: boolean;
}

export type Decoded<T> = { readonly item: T } & (Pixels | NoPixels);

/**
 * Pictures are squeezed to a square, as SmolVLM's processor does without image splitting; transparent ones stand on white, of animated
 * ones the first frame is taken. With `cutFrom` a picture whose longer side is brought to so many pixels is also cut into squares. Ends early when `signal` is aborted.
 */
export async function* decodeImages<T extends { readonly file: string }>(
  items: Iterable<T> | AsyncIterable<T>,
  { signal, ...how }: Omit<Decoding, 'accepts'> & { signal: AbortSignal },
): AsyncGenerator<Decoded<T>> {
  const budget = new PixelBudget(mostPixels);
  yield* inOrder(items, async (item) => ({ item, ...(await decodePicture(item, how, budget)) }), signal);
}

export async function decodePicture(
  picture: { readonly file: string } | { readonly bytes: Uint8Array },
  { size, cutFrom = null, accepts = () => null, withThumbnail = false }: Decoding,
  budget: PixelBudget,
): Promise<Pixels | NoPixels> {
  const refuse = (reason: string): NoPixels => ({ ok: false, reason });
  const opened = 'bytes' in picture ? await openBytes(picture.bytes) : await openPicture(picture.file);
  if ('refused' in opened) return refuse(opened.refused);
  const { bytes, image } = opened;
  const { width, height, autoOrient } = opened.metadata;
  const unwanted = accepts(autoOrient.width, autoOrient.height);
  if (unwanted !== null) return { ok: false, reason: unwanted, unwanted: true };
  try {
    const grid = cutFrom === null ? uncut : gridOf(autoOrient.width, autoOrient.height, cutFrom, size);
    const { whole, all, thumbnail } = await budget.during(width * height, async () => {
      const small = isLarge(autoOrient, size) ? await onceReduced(image) : null;
      const thumbnail =
        withThumbnail && !isThumbnail(bytes, autoOrient) ? await encoded(small ?? reduced(image)) : null;
      const all =
        grid === uncut ? null : await squeezed(image.clone(), grid.columns * size, grid.rows * size);
      // The last one takes the picture itself: a clone costs a tenth of a small one's decoding.
      return { whole: await squeezed(small ?? image, size, size), all, thumbnail };
    });
    if (whole.info.channels !== 3)
      return refuse(`the picture has ${whole.info.channels} channels instead of 3`);
    return {
      ok: true,
      pixels: whole.data,
      squares: all ? cutSquares(all.data, grid, size) : [],
      grid,
      ...autoOrient,
      sha256: hash('sha256', bytes, 'hex'),
      thumbnail,
    };
  } catch (error) {
    return refuse(pictureFault(error as Error));
  }
}

/**
 * Whether the square is made of the thumbnail, so that a picture is decoded once: only where that has the pixels for it. The rule asks for
 * the picture alone, so that whoever decodes it for the same square gets the same pixels.
 */
function isLarge({ width, height }: { width: number; height: number }, size: number): boolean {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return long > thumbnailSize && (short * thumbnailSize) / long >= size;
}

async function onceReduced(image: Sharp): Promise<Sharp> {
  const { data, info } = await reduced(image).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

function squeezed(image: Sharp, width: number, height: number) {
  return image
    .timeout({ seconds: mostSeconds })
    .flatten({ background: '#ffffff' })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
}
