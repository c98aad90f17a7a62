/** A folder that is whole or not there: written beside its place under another name, flushed to disk, then renamed. */
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Cancelled, EngineFailure } from '../failure.ts';
import { startOf } from '../run/lock.ts';

/** Makes `target` with what `write` puts into the folder it is given. Throws in words, and then nothing is left behind. */
export async function makeFolder<T>(target: string, write: (folder: string) => Promise<T>): Promise<T> {
  const place = resolve(target);
  await refuseTaken(place);
  const parent = dirname(place);
  const mine = `.${basename(place)}.export-${process.pid}-`;
  let partial: string | null = null;
  try {
    await mkdir(parent, { recursive: true });
    await removeAbandoned(parent, basename(place));
    partial = join(parent, `${mine}${Date.now().toString(36)}`);
    await mkdir(partial);
    const result = await write(partial);
    await syncFolders(partial);
    await refuseTaken(place);
    // An empty folder may stand there; only Linux renames over one.
    await rmdir(place).catch(() => {});
    await rename(partial, place);
    await syncFolder(parent);
    return result;
  } catch (error) {
    if (partial) await rm(partial, { recursive: true, force: true });
    throw inWords(error, place);
  }
}

async function refuseTaken(place: string): Promise<void> {
  let entries: string[];
  try {
    entries = await readdir(place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    const why = code === 'ENOTDIR' ? 'is a file, not a folder' : `cannot be opened (${code})`;
    throw new EngineFailure(`${place} ${why}.`, 'Name a new folder. Nothing was written.');
  }
  if (entries.length > 0)
    throw new EngineFailure(
      `The folder ${place} is not empty, and nothing in it is overwritten.`,
      'Name a new or an empty folder. Nothing was written.',
    );
}

/** What an export of the same name has left whose process was killed. */
async function removeAbandoned(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(`.${name}.export-`)) continue;
    const pid = Number(/^(\d+)-[0-9a-z]+$/.exec(entry.slice(`.${name}.export-`.length))?.[1]);
    if (Number.isSafeInteger(pid) && startOf(pid) === null)
      await rm(join(parent, entry), { recursive: true, force: true });
  }
}

/** Files have been flushed one by one when they were closed; their names are in the folders. */
async function syncFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await syncFolders(join(folder, entry.name));
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing as an open folder.
  if (process.platform === 'win32') return;
  const handle: FileHandle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function inWords(error: unknown, place: string): unknown {
  if (error instanceof Cancelled)
    return new EngineFailure('The export was cancelled.', `Nothing was left at ${place}.`, { cause: error });
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new EngineFailure(
      `The disk is full: the export to ${place} does not fit.`,
      'What had been written was removed again. Make room, or choose another disk.',
      { cause: error },
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new EngineFailure(
      `${place} cannot be written (${code}).`,
      'Choose a folder that you may write to. Nothing was left behind.',
      { cause: error },
    );
  return error;
}
