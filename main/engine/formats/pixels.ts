/** Image files to raw RGB, several at a time, in order. A file that cannot be an image is a reason in words, never an exception. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import type { DatasetImage } from './dataset.ts';

export type Decoded =
  | {
      readonly item: DatasetImage;
      readonly ok: true;
      /** size x size x 3 bytes. */
      readonly pixels: Uint8Array;
      /** Of the picture as it is shown, before it was resized. */
      readonly width: number;
      readonly height: number;
      /** Of the file's bytes. */
      readonly sha256: string;
    }
  | { readonly item: DatasetImage; readonly ok: false; readonly reason: string };

const largestFile = 64e6;
const mostPixels = 100e6;

/** Pictures are squeezed to a square, as SmolVLM's processor does without image splitting; transparent ones stand on white. */
export async function* decodeImages(
  items: Iterable<DatasetImage>,
  { size, signal }: { size: number; signal: AbortSignal },
): AsyncGenerator<Decoded> {
  const inFlight: Promise<Decoded>[] = [];
  for (const item of items) {
    if (signal.aborted) break;
    inFlight.push(decode(item, size));
    if (inFlight.length >= availableParallelism() * 4) yield await (inFlight.shift() as Promise<Decoded>);
  }
  for (const decoded of inFlight) yield await decoded;
}

async function decode(item: DatasetImage, size: number): Promise<Decoded> {
  try {
    const bytes = await readBounded(item.file);
    if (bytes === null) return { item, ok: false, reason: 'the file is larger than 64 MB' };
    if (bytes.length === 0) return { item, ok: false, reason: 'the file is empty' };
    const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient();
    const { autoOrient } = await image.metadata();
    const pixels = await image
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(size, size, { fit: 'fill' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (pixels.info.channels !== 3) {
      return { item, ok: false, reason: `the picture has ${pixels.info.channels} channels` };
    }
    return {
      item,
      ok: true,
      pixels: pixels.data,
      width: autoOrient.width,
      height: autoOrient.height,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  } catch (error) {
    return { item, ok: false, reason: inWords(error as Error) };
  }
}

/** The file's bytes; null when it is too large. Only plain files are opened: a pipe would never end. */
async function readBounded(file: string): Promise<Buffer | null> {
  const handle = await open(file, 'r');
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Error('it is not a plain file');
    return stats.size > largestFile ? null : await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** One line a kind of failure, so that equal failures can be counted together. */
function inWords({ message }: Error): string {
  const line = (message.split('\n')[0] as string).slice(0, 200);
  if (/unsupported image format/i.test(line)) return 'the file is no image that can be read';
  if (/exceeds pixel limit/i.test(line)) return 'the picture has more than 100 million pixels';
  return `the picture is damaged (${line})`;
}
