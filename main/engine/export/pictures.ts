/** The pictures of an export: only those whose file is still the one that was imported, whatever stands there now. */
import { hash, subtle } from 'node:crypto';
import { statSync } from 'node:fs';
import { readPlainFile } from '../formats/plain-file.ts';
import type { ExportedImage } from '../store/index.ts';
import { exportName, withId } from './file-names.ts';
import type { OutputFolder } from './output.ts';

export type Refusal = { readonly refused: string };

/** The importer takes none that are larger. */
const largestFile = 64e6;
/** Below this, the way to another thread costs more than the digest. */
const smallBytes = 128 * 1024;

/** The bytes of an image's file. Refused where they are not those that the captions are about. */
export async function readPicture({ file, sha256 }: ExportedImage): Promise<{ bytes: Buffer } | Refusal> {
  const read = await readPlainFile(file, largestFile);
  if ('refused' in read) return { refused: `its picture is gone or cannot be read: ${read.refused}` };
  if ((await digest(read.bytes)) !== sha256)
    return { refused: 'its picture has been changed since it was imported' };
  return read;
}

async function digest(bytes: Buffer): Promise<string> {
  if (bytes.length < smallBytes) return hash('sha256', bytes, 'hex');
  return Buffer.from(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex');
}

/** For exports that only name the files. The look itself takes a fraction of the way to another thread and back. */
export function findPicture({ file }: ExportedImage): { path: string } | Refusal {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? { path: file } : { refused: 'its picture is gone' };
}

/** Where an image's files go below `images/`; with its set's name where several sets are pretrained on. */
export function placeOf(image: ExportedImage, severalSets: boolean): { name: string } | Refusal {
  return exportName(severalSets ? `${image.set}/${image.name}` : image.name, image.id);
}

/** Writes under the wanted name, or with the image's id where that is taken. Says which it was. */
export async function putUnderFreeName(
  output: OutputFolder,
  name: string,
  id: number,
  bytes: string | Uint8Array,
): Promise<string> {
  try {
    await output.put(name, bytes);
    return name;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await output.put(withId(name, id), bytes);
    return withId(name, id);
  }
}
