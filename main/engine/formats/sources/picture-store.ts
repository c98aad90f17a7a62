/** Pictures that lay inside other files, copied into the experiment under the hash of their bytes: the same one lies there once. */
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineFailure } from '../../failure.ts';
import { endingOfImage } from '../image-kind.ts';

/** Whole or not there at all, however the program ends. */
export async function storePicture(folder: string, sha256: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, sha256.slice(0, 2), `${sha256}.${endingOfImage(bytes)}`);
  if (existsSync(file)) return file;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
  return file;
}

/** `file` was decoded just now, and `sha256` is of what was read then. */
export async function copyPicture(folder: string, sha256: string, file: string): Promise<string> {
  const bytes = await readFile(file);
  if (hash('sha256', bytes, 'hex') !== sha256)
    throw new EngineFailure(`${file} has changed while it was imported.`, 'Resume; the source is read anew.');
  return storePicture(folder, sha256, bytes);
}
