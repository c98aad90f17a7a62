/** How many files of a set are pictures by their name; enough for a first look, and no file is opened. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSet } from '../formats/dataset.ts';

const mostFiles = 200_000;
const picture = /\.(jpe?g|png|webp|gif|bmp|avif|tiff?)$/i;

/** Links are not followed. `more`: counting ended at a bound. */
export async function countImages({
  folder,
  without,
}: DatasetSet): Promise<{ images: number; more: boolean }> {
  let images = 0;
  let seen = 0;
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true })) {
      if (++seen > mostFiles) return { images, more: true };
      if (entry.isDirectory() && !(next === folder && without.includes(entry.name)))
        open.push(join(next, entry.name));
      else if (entry.isFile() && picture.test(entry.name)) images++;
    }
  }
  return { images, more: false };
}
