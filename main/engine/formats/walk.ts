/** Every file below a folder, found without entering links to folders or opening anything. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import { withSeparator } from './sets.ts';

const deepest = 20;
/** Beyond this the folder is surely not the one that was meant. */
const mostFiles = 3_000_000;

interface Visit {
  /** `path` is relative to the folder, with forward slashes; `file` is absolute, links followed. */
  keep(path: string, file: string): void;
  refuse(file: string, reason: string): void;
}

/** In a fixed order: names of folders and files sorted. Nothing outside `root` is given; `without` are names directly in the folder. */
export async function walk(
  { folder, root, without }: { folder: string; root: string; without: readonly string[] },
  { keep, refuse }: Visit,
): Promise<void> {
  let count = 0;

  async function enter(at: string, inside: string, depth: number): Promise<void> {
    for (const entry of await entriesOf(at, refuse)) {
      // Hidden files are the file system's and other programs' own.
      if (entry.name.startsWith('.')) continue;
      const path = inside + entry.name;
      const file = join(at, entry.name);
      if (depth === 0 && without.includes(entry.name)) continue;
      if (/[\p{Cc}\\\ufffd]/u.test(entry.name)) {
        refuse(file, 'its name holds control characters, backslashes or what is not UTF-8');
      } else if (entry.isDirectory()) {
        if (depth === deepest) refuse(file, `it lies more than ${deepest} folders deep`);
        else await enter(file, `${path}/`, depth + 1);
      } else if (entry.isFile()) keep(path, file);
      else if (entry.isSymbolicLink()) {
        const target = await targetOf(file, root);
        if ('file' in target) keep(path, target.file);
        else refuse(file, target.refused);
      } else refuse(file, 'it is not a plain file');
      count++;
      if (count > mostFiles) {
        throw new EngineFailure(
          `${folder} holds more than ${mostFiles.toLocaleString('en')} files.`,
          'Name the folder of the dataset itself, or split it. Nothing in it was changed.',
        );
      }
    }
  }

  await enter(folder, '', 0);
}

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
