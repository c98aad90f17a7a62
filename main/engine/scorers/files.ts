/** Finding a benchmark's official files, whose names tell the split and so differ from disk to disk. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BenchmarkError } from './benchmark.ts';

/** Paths of the files directly in a folder whose names match, sorted; none where there is no such folder. */
export async function filesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names
    .filter((name) => !name.startsWith('.') && pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The one file that matches, or null. Several are refused: splits are not mixed. */
export async function onlyFile(folder: string, pattern: RegExp): Promise<string | null> {
  const found = await filesIn(folder, pattern);
  if (found.length < 2) return found[0] ?? null;
  const names = found.map((file) => file.slice(folder.length + 1)).join(', ');
  throw new BenchmarkError(
    folder,
    null,
    null,
    `it holds several such files (${names}); leave one split in it.`,
  );
}
