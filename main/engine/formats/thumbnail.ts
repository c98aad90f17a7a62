/** A small picture of an image for the screen, made when it is first looked at and kept under the hash of the image. */
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import { endingOfImage } from './image-kind.ts';
import { mostSeconds, openPicture, pictureFault } from './open-picture.ts';

const size = 320;
/** What a window shows as it is. */
const shown = ['jpg', 'png', 'gif', 'webp', 'avif'];

/** The image's own file where that is small. Throws an EngineFailure where it is gone or no picture any more. */
export async function thumbnailOf(
  folder: string,
  { file, sha256 }: { readonly file: string; readonly sha256: string },
): Promise<string> {
  const thumbnail = join(folder, sha256.slice(0, 2), `${sha256}.webp`);
  if (existsSync(thumbnail)) return thumbnail;
  const opened = await openPicture(file);
  if ('refused' in opened) throw gone(file, opened.refused);
  const { width, height } = opened.metadata;
  if (Math.max(width, height) <= size && shown.includes(endingOfImage(opened.bytes))) return file;
  try {
    const small = await opened.image
      .clone()
      .timeout({ seconds: mostSeconds })
      .autoOrient()
      .resize(size, size, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 80 })
      .toBuffer();
    await mkdir(dirname(thumbnail), { recursive: true });
    // Two may be made at once; each is whole when it gets its name.
    const part = `${thumbnail}.${process.pid}-${performance.now()}.part`;
    await writeFile(part, small);
    await rename(part, thumbnail);
    return thumbnail;
  } catch (error) {
    throw gone(file, pictureFault(error as Error));
  }
}

const gone = (file: string, why: string): EngineFailure =>
  new EngineFailure(`${file} cannot be shown: ${why}.`, 'Its captions are kept.');
