/** Every file of a set, found without entering links to folders or opening anything; what cannot be used is quarantined. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import type { Quarantine } from './dataset.ts';
import { imageName, isImageFile } from './image-name.ts';
import { type DatasetSet, withSeparator } from './sets.ts';

export interface SetFiles {
  /** By name, in a fixed order: names of folders and files sorted. Values are absolute paths, links followed. */
  readonly images: Map<string, string>;
  /** Texts by their path without its ending, as `stemOf` gives it for an image. */
  readonly texts: Map<string, string>;
  /** JSON files directly in the set's folder. */
  readonly lists: string[];
}

const deepest = 20;
/** Beyond this the folder is surely not the one that was meant. */
const mostFiles = 3_000_000;

export async function filesOf(set: DatasetSet, quarantine: Quarantine): Promise<SetFiles> {
  const found: SetFiles = { images: new Map(), texts: new Map(), lists: [] };
  const others = new Map<string, number>();
  const refuse = (file: string, reason: string): void =>
    quarantine({ set: set.name, file, position: 'file', reason });
  let count = 0;

  async function enter(folder: string, inside: string, depth: number): Promise<void> {
    for (const entry of await entriesOf(folder, refuse)) {
      // Hidden files are the file system's and other programs' own.
      if (entry.name.startsWith('.')) continue;
      const path = inside + entry.name;
      const file = join(folder, entry.name);
      if (depth === 0 && set.without.includes(entry.name)) continue;
      if (/[\p{Cc}\\\ufffd]/u.test(entry.name)) {
        refuse(file, 'its name holds control characters, backslashes or what is not UTF-8');
      } else if (entry.isDirectory()) {
        if (depth === deepest) refuse(file, `it lies more than ${deepest} folders deep`);
        else await enter(file, `${path}/`, depth + 1);
      } else if (entry.isFile()) keep(path, file);
      else if (entry.isSymbolicLink()) {
        const target = await targetOf(file, set.root);
        if ('file' in target) keep(path, target.file);
        else refuse(file, target.refused);
      } else refuse(file, 'it is not a plain file');
      count++;
      if (count > mostFiles) {
        throw new EngineFailure(
          `${set.folder} holds more than ${mostFiles.toLocaleString('en')} files.`,
          'Name the folder of the dataset itself, or split it. Nothing in it was changed.',
        );
      }
    }
  }

  function keep(path: string, file: string): void {
    const ending = extname(path).toLowerCase();
    if (isImageFile(path)) {
      const name = imageName(path);
      if (found.images.has(name)) refuse(file, 'another image of the set has the same name');
      else found.images.set(name, file);
    } else if (set.role !== 'bench' && ending === '.txt') {
      const stem = stemOf(path);
      if (found.texts.has(stem)) refuse(file, 'another text of the set has the same name');
      else found.texts.set(stem, file);
    } else if (set.role !== 'bench' && ending === '.json' && !path.includes('/')) found.lists.push(file);
    else others.set(ending, (others.get(ending) ?? 0) + 1);
  }

  await enter(set.folder, '', 0);
  for (const [ending, files] of others) {
    const kind = ending === '' ? 'without an ending' : `ending in ${ending}`;
    const position = files === 1 ? '1 file' : `${files} files`;
    quarantine({ set: set.name, file: set.folder, position, reason: `files ${kind} were not opened` });
  }
  return found;
}

/** What an image and its text share; `path` is relative to the set's folder, or an image's name. */
export const stemOf = (path: string): string => {
  const name = imageName(path);
  return name.slice(0, name.length - extname(name).length);
};

async function entriesOf(folder: string, refuse: (file: string, reason: string) => void): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    refuse(folder, `the folder cannot be opened (${(error as NodeJS.ErrnoException).code})`);
    return [];
  }
}

async function targetOf(link: string, root: string): Promise<{ file: string } | { refused: string }> {
  try {
    const file = await realpath(link);
    if (!withSeparator(file).startsWith(withSeparator(root)))
      return { refused: 'it is a link that leads out of the dataset' };
    const target = await stat(file);
    if (target.isFile()) return { file };
    return {
      refused: target.isDirectory()
        ? 'it is a link to a folder; such links are not followed'
        : 'it is not a plain file',
    };
  } catch {
    return { refused: 'it is a link that leads nowhere' };
  }
}
