/** The images of a set with the conversations about them, from LLaVA JSON or same-stem .txt; what is broken is quarantined. */
import { readdir } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import type { SetRole } from '../store/index.ts';
import { captionOf } from './caption-file.ts';
import { type LlavaImage, readLlava } from './llava.ts';
import { insideOf } from './safe-path.ts';
import { type DatasetSet, reserved } from './sets.ts';

export { type DatasetSet, type FoundSets, findSets } from './sets.ts';

export interface Turn {
  readonly user: string;
  readonly assistant: string;
}

export interface DatasetImage {
  readonly set: string;
  /** Absolute, links followed. */
  readonly file: string;
  /** Relative to the set's folder, without a leading `images/`: as truth and benchmark files name it. */
  readonly name: string;
  readonly turns: readonly Turn[];
}

export interface Quarantined {
  readonly set: string;
  readonly file: string;
  /** Where in the file: `record 3`, `image`, `text`. */
  readonly position: string;
  readonly reason: string;
}

export type Quarantine = (item: Quarantined) => void;

const imageEndings = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
  '.bmp',
  '.heic',
]);
const isImage = (file: string): boolean => imageEndings.has(extname(file).toLowerCase());

export const imageName = (path: string): string =>
  path
    .split(sep)
    .join('/')
    .replace(/^images\//, '');

export async function* readSet(set: DatasetSet, quarantine: Quarantine): AsyncIterable<DatasetImage> {
  const files = await filesOf(set);
  const records = new Map<string, LlavaImage>();
  for (const file of files.filter((one) => extname(one).toLowerCase() === '.json' && !one.includes(sep))) {
    if (set.role === 'bench') break;
    await readLlava(set, join(set.folder, file), records, quarantine);
  }
  const images = files.filter(isImage);
  const texts = new Map(
    files.filter((file) => extname(file).toLowerCase() === '.txt').map((file) => [stemOf(file), file]),
  );
  for (const image of images) {
    const found = await insideOf(set.folder, image);
    if ('refused' in found) {
      quarantine({ set: set.name, file: join(set.folder, image), position: 'image', reason: found.refused });
      continue;
    }
    const name = imageName(image);
    const key = keyOf(name);
    const text = texts.get(stemOf(image));
    texts.delete(stemOf(image));
    const record = records.get(key);
    records.delete(key);
    if (set.role === 'bench') {
      yield { set: set.name, file: found.file, name, turns: [] };
      continue;
    }
    const turns = record?.turns ?? (text ? await captionOf(set, join(set.folder, text), quarantine) : []);
    if (turns === null) continue;
    if (turns.length === 0 && set.role !== 'pretrain') {
      quarantine({ set: set.name, file: found.file, position: 'image', reason: 'there is no text about it' });
      continue;
    }
    yield { set: set.name, file: found.file, name, turns };
  }
  for (const { file, position, image } of records.values()) {
    quarantine({
      set: set.name,
      file,
      position,
      reason: `its image ${JSON.stringify(image)}: there is no such file`,
    });
  }
  if (set.role === 'bench' || set.folder.endsWith(`${sep}bench`)) return;
  for (const text of texts.values()) {
    if (looksLikeCaption(set.role, text)) {
      quarantine({
        set: set.name,
        file: join(set.folder, text),
        position: 'text',
        reason: 'there is no image with this name',
      });
    }
  }
}

/** Notes that lie beside images are not captions that lost theirs. */
const looksLikeCaption = (_role: SetRole, file: string): boolean =>
  !/^(readme|licen[cs]e|notice|attribution|copying|authors)/i.test(basename(file));

const stemOf = (file: string): string => keyOf(file.slice(0, file.length - extname(file).length));

/** File systems and JSON writers differ in how they compose accents. */
export const keyOf = (name: string): string => name.normalize('NFC');

/** Every file of the set, relative to its folder, in a fixed order. Folders reached by a link are not entered. */
async function filesOf(set: DatasetSet): Promise<string[]> {
  const entries = await readdir(set.folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(set.folder, join(entry.parentPath, entry.name)))
    .filter((file) => {
      const top = file.split(sep)[0] as string;
      if (set.role === 'bench') return top === 'images';
      // The folder itself as a pretraining set: the other sets' folders in it are not part of it.
      return (
        set.role !== 'pretrain' ||
        set.folder.endsWith(`${sep}pretrain`) ||
        !reserved.includes(top as never) ||
        !file.includes(sep)
      );
    })
    .sort();
}
