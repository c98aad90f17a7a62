/** A folder that is whole or not there: written beside its place under another name, flushed to disk, then renamed. */
import { mkdir, open, opendir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pMapIterable } from 'p-map';
import { Cancelled, EngineFailure, throwIfCancelled } from '../failure.ts';
import { startOf } from '../run/lock.ts';

/** Makes `target` with what `write` puts into the folder it is given. Throws in words, and then nothing is left behind. */
export async function makeFolder<T>(
  target: string,
  write: (folder: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
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
    await syncAll(partial, signal);
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

/** Files first, several at a time, as the disk flushes them together; then the folders, which hold their names. */
async function syncAll(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const folders: string[] = [];
  async function* files(inside: string): AsyncGenerator<string> {
    folders.push(inside);
    for await (const entry of await opendir(inside)) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) yield* files(path);
      else yield path;
    }
  }
  const flush = async (path: string): Promise<void> => {
    if (signal) throwIfCancelled(signal);
    await sync(path, 'r+');
  };
  for await (const _ of pMapIterable(files(folder), flush, { concurrency: 8 }));
  for (const path of folders.reverse()) await syncFolder(path);
}

/** Windows has no such thing as an open folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await sync(path, 'r');
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
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
