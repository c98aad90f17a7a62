/** What experiments take of the disk: in all, by experiment and by what it is for, and what of it can be made anew. */
import { existsSync, statfsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Step } from '../../../shared/models.ts';
import {
  cleanableKinds,
  type Storage,
  type StoredExperiment,
  type StoredKind,
  storedKinds,
} from '../../../shared/settings-requests.ts';
import { experimentsFolder, home, type Places, placesOf } from '../places.ts';
import { cleanablePath, makes, ownBytes } from '../run/clean.ts';
import { describe, listFolders } from '../run/experiment.ts';
import { bytesIn } from '../run/folder-bytes.ts';
import { holderOf } from '../run/lock.ts';
import { freeBytes } from '../setup/disk-space.ts';
import { allSteps, openForReading } from '../store/index.ts';

type Bytes = Record<StoredKind, number>;

/** Reads the size of every file of every experiment; one that cannot be read as an experiment is counted all the same. */
export async function storage(): Promise<Storage> {
  const counted = new Set<string>();
  const byKind = nothing();
  const experiments: StoredExperiment[] = [];
  for (const folder of listFolders()) {
    const own = nothing();
    for await (const file of filesBelow(folder)) {
      own[file.kind] += file.bytes;
      if (file.name !== null && counted.has(file.name)) continue;
      if (file.name !== null) counted.add(file.name);
      byKind[file.kind] += file.bytes;
    }
    experiments.push(await told(folder, own));
  }
  const root = experimentsFolder();
  const trash = join(root, '.trash');
  return {
    home: home(),
    experimentsFolder: root,
    freeBytes: freeBytes(root),
    diskBytes: wholeDisk(root),
    bytes: sum(byKind),
    byKind,
    trashBytes: existsSync(trash) ? (await bytesIn(trash)).bytes : 0,
    experiments: experiments.sort((a, b) => b.bytes - a.bytes),
  };
}

/** By the first names of a path inside an experiment's folder (engine/places.ts). */
export function kindOf(inside: string): StoredKind {
  const first = inside.split(sep)[0] as string;
  if (['world', 'images', 'bench', 'thumbnails', 'thumbnails.pack'].includes(first)) return 'images';
  if (first === 'pixels.u8') return 'pixels';
  if (first === 'features' || first === 'checkpoints') return first;
  if (first === 'onnx') return 'exports';
  return first.startsWith('squared.sqlite') ? 'databases' : 'rest';
}

interface StoredFile {
  readonly kind: StoredKind;
  readonly bytes: number;
  /** Of the file itself, where it may have further names; null where it has one only. */
  readonly name: string | null;
}

async function* filesBelow(folder: string): AsyncGenerator<StoredFile> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    // Taken away since the folder was read: it takes nothing any more.
    const found = await stat(file).catch(() => null);
    if (!found) continue;
    const name = found.nlink > 1 ? `${found.dev}:${found.ino}` : null;
    yield { kind: kindOf(file.slice(folder.length + 1)), bytes: found.size, name };
  }
}

async function told(folder: string, byKind: Bytes): Promise<StoredExperiment> {
  const places = placesOf(folder);
  const steps = stepsOf(places);
  const cleanable: StoredExperiment['cleanable'] = [];
  for (const kind of cleanableKinds) {
    const path = steps && cleanablePath(kind, places);
    if (!path) continue;
    cleanable.push({
      kind,
      frees: ownBytes(path),
      seconds: secondsOf(steps.filter((one) => makes(kind, one))),
    });
  }
  return {
    path: folder,
    name: nameOf(folder),
    bytes: sum(byKind),
    byKind,
    cleanable,
    running: holderOf(places.lock) !== null,
  };
}

/** Null where the experiment cannot be read: nothing of it is offered for deletion. */
function stepsOf({ database }: Places): Step[] | null {
  try {
    const db = openForReading(database);
    try {
      return allSteps(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

function secondsOf(steps: readonly Step[]): number | null {
  const each = steps.flatMap(({ startedAt, endedAt }) =>
    startedAt && endedAt ? [(Date.parse(endedAt) - Date.parse(startedAt)) / 1000] : [],
  );
  return each.length > 0 ? each.reduce((all, one) => all + one, 0) : null;
}

function nameOf(folder: string): string {
  try {
    return describe(folder).name;
  } catch {
    return basename(folder);
  }
}

function wholeDisk(folder: string): number {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { blocks, bsize } = statfsSync(existing);
  return blocks * bsize;
}

const nothing = (): Bytes => Object.fromEntries(storedKinds.map((kind) => [kind, 0])) as Bytes;
const sum = (bytes: Bytes): number => Object.values(bytes).reduce((all, one) => all + one, 0);
