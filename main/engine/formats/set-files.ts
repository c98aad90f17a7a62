/** Every file of a set, found without entering links to folders or opening anything; what cannot be used is quarantined. */
import { extname } from 'node:path';
import type { Quarantine } from './dataset.ts';
import { imageName, isImageFile } from './image-name.ts';
import type { DatasetSet } from './sets.ts';
import { walk } from './walk.ts';

export interface SetFiles {
  /** By name, in a fixed order: names of folders and files sorted. Values are absolute paths, links followed. */
  readonly images: Map<string, string>;
  /** Texts by their path without its ending, as `stemOf` gives it for an image. */
  readonly texts: Map<string, string>;
  /** JSON files directly in the set's folder. */
  readonly lists: string[];
}

export async function filesOf(set: DatasetSet, quarantine: Quarantine): Promise<SetFiles> {
  const found: SetFiles = { images: new Map(), texts: new Map(), lists: [] };
  const others = new Map<string, number>();
  const refuse = (file: string, reason: string): void =>
    quarantine({ set: set.name, file, position: 'file', reason });

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

  await walk(set, { keep, refuse });
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
