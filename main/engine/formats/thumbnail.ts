/** Small pictures of images for the screen: made with the import, from the decoding that gives the model's pixels as well. */
import { existsSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sharp } from 'sharp';
import { EngineFailure } from '../failure.ts';
import { endingOfImage } from './image-kind.ts';
import { mostSeconds, openPicture, pictureFault } from './open-picture.ts';

/** Pixels of the longer side at most: twice a cell of the gallery on most screens. */
export const thumbnailSize = 256;
/** What a window shows as it is. */
const shown = ['jpg', 'png', 'gif', 'webp', 'avif'];

/** Whether an image is its own thumbnail. */
export const isThumbnail = (bytes: Uint8Array, { width, height }: { width: number; height: number }) =>
  Math.max(width, height) <= thumbnailSize && shown.includes(endingOfImage(bytes));

/** Upright, on white, in eight bits of red, green and blue; not yet encoded. */
export const reduced = (image: Sharp): Sharp =>
  image
    .clone()
    .timeout({ seconds: mostSeconds })
    .flatten({ background: '#ffffff' })
    .resize(thumbnailSize, thumbnailSize, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');

/** JPEG, as WebP takes twice as long as all the rest of an import. */
export const encoded = (small: Sharp): Promise<Buffer> => small.jpeg({ quality: 80 }).toBuffer();

export interface ShownFile {
  readonly file: string;
  /** Which bytes of it; null where it is the whole file. */
  readonly part: { readonly start: number; readonly bytes: number } | null;
}

interface Shown {
  readonly file: string;
  readonly sha256: string;
  readonly part: ShownFile['part'];
}

/**
 * The image's own file where that is small, and its part of the pack where the import has put one there. Of an image that was imported
 * before there was a pack a thumbnail is made now, and kept under the hash of the image. Throws an EngineFailure where the image is gone or
 * no picture any more.
 */
export async function thumbnailOf(
  { pack, folder }: { readonly pack: string; readonly folder: string },
  { file, sha256, part }: Shown,
): Promise<ShownFile> {
  if (part && (statSync(pack, { throwIfNoEntry: false })?.size ?? 0) >= part.start + part.bytes)
    return { file: pack, part };
  const thumbnail = join(folder, sha256.slice(0, 2), `${sha256}.jpg`);
  if (existsSync(thumbnail)) return { file: thumbnail, part: null };
  const opened = await openPicture(file);
  if ('refused' in opened) throw gone(file, opened.refused);
  if (isThumbnail(opened.bytes, opened.metadata)) return { file, part: null };
  try {
    const small = await encoded(reduced(opened.image));
    await mkdir(dirname(thumbnail), { recursive: true });
    // Two may be made at once; each is whole when it gets its name.
    const beside = `${thumbnail}.${process.pid}-${performance.now()}.part`;
    await writeFile(beside, small);
    await rename(beside, thumbnail);
    return { file: thumbnail, part: null };
  } catch (error) {
    throw gone(file, pictureFault(error as Error));
  }
}

const gone = (file: string, why: string): EngineFailure =>
  new EngineFailure(`${file} cannot be shown: ${why}.`, 'Its captions are kept.');
