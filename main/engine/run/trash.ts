/**
 * Deleted experiments, until the window closes: `experiments/.trash/ID/` holds the folder itself and where it came from. Moving a folder
 * back makes it whole again, as its rows name files by the path it had; emptying unlinks, so that what another experiment holds by a hard
 * link stays there.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { TrashedExperiment } from '../../../shared/experiments-requests.ts';
import { EngineFailure } from '../failure.ts';
import { experimentsFolder, placesOf } from '../places.ts';
import { describe } from './experiment.ts';
import { releaseLock, takeLock } from './lock.ts';
import { openedFolders, rememberOpened } from './opened.ts';

const trashFolder = (): string => join(experimentsFolder(), '.trash');
const noteOf = (id: string): string => join(trashFolder(), id, 'deleted.json');
const heldIn = (id: string): string => join(trashFolder(), id, 'experiment');

/** Also a damaged one, which has no readable description. Throws while it runs: its lock is taken before anything moves. */
export function moveToTrash(path: string): TrashedExperiment {
  const folder = knownFolder(path);
  const places = placesOf(folder);
  const holder = takeLock(places.lock);
  if (holder) {
    throw new EngineFailure(
      `${basename(folder)} is running, in process ${holder.pid}, and cannot be deleted.`,
      'Cancel the run first; nothing was changed.',
    );
  }
  const id = `${Date.now()}-${basename(folder)}`;
  const note: TrashedExperiment = {
    id,
    name: nameOf(folder),
    path: folder,
    deletedAt: new Date().toISOString(),
  };
  try {
    mkdirSync(join(trashFolder(), id), { recursive: true });
    writeFileSync(noteOf(id), `${JSON.stringify(note, null, 2)}\n`);
    renameSync(folder, heldIn(id));
  } catch (error) {
    rmSync(join(trashFolder(), id), { recursive: true, force: true });
    throw notMoved(folder, error as NodeJS.ErrnoException);
  } finally {
    releaseLock(existsSync(heldIn(id)) ? placesOf(heldIn(id)).lock : places.lock);
  }
  return note;
}

/** Back to where it was; beside it, under the next free name, never over something that has come there since. */
export function restoreFromTrash(id: string): string {
  const note = readNote(id);
  if (!note || !existsSync(heldIn(id))) {
    throw new EngineFailure(
      'This experiment is no longer in the trash.',
      'The trash is emptied when the window closes.',
    );
  }
  if (existsSync(note.path)) {
    throw new EngineFailure(
      `Something else is at ${note.path} now.`,
      'Move that away and fetch it back again; it stays in the trash until the window closes.',
    );
  }
  mkdirSync(dirname(note.path), { recursive: true });
  renameSync(heldIn(id), note.path);
  rmSync(join(trashFolder(), id), { recursive: true, force: true });
  rememberOpened(note.path);
  return note.path;
}

/** The latest first. */
export function listTrash(): TrashedExperiment[] {
  if (!existsSync(trashFolder())) return [];
  return readdirSync(trashFolder())
    .flatMap((id) => readNote(id) ?? [])
    .sort((a, b) => b.deletedAt.localeCompare(a.deletedAt));
}

/** For good; answers how many experiments that were. */
export async function emptyTrash(): Promise<number> {
  const { length } = listTrash();
  await rm(trashFolder(), { recursive: true, force: true });
  return length;
}

/** An id is a name inside the trash and nothing else: it comes from the page. */
function readNote(id: string): TrashedExperiment | null {
  if (basename(id) !== id || id.startsWith('.')) return null;
  try {
    return TrashedExperiment.parse(JSON.parse(readFileSync(noteOf(id), 'utf8')));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Only what the list shows may be moved: a folder of the experiments folder, or one that was opened. */
function knownFolder(path: string): string {
  const folder = resolve(path);
  const ours = dirname(folder) === experimentsFolder() && !basename(folder).startsWith('.');
  if (existsSync(folder) && (ours || openedFolders().includes(folder))) return folder;
  throw new EngineFailure(`There is no experiment at ${folder}.`, 'Nothing was deleted.');
}

function nameOf(folder: string): string {
  try {
    return describe(folder).name;
  } catch {
    return basename(folder);
  }
}

function notMoved(folder: string, error: NodeJS.ErrnoException): EngineFailure {
  const advice =
    error.code === 'EXDEV'
      ? `It lies on another disk than ${experimentsFolder()}, and deleting it there could not be undone. Delete the folder yourself if that is meant.`
      : 'It is where it was; nothing was deleted.';
  return new EngineFailure(`${folder} could not be moved to the trash: ${error.message}`, advice, {
    cause: error,
  });
}
