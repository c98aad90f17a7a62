/** Experiments that lie outside the experiments folder and were opened from there: remembered by path, so that the list shows them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { experimentsFolder, home } from '../places.ts';

const file = () => join(home(), 'opened.json');

export function openedFolders(): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    // Absent or unreadable: only the list of shortcuts is lost, the experiments are where they were.
    return [];
  }
}

export function rememberOpened(folder: string): void {
  if (dirname(folder) === experimentsFolder() || openedFolders().includes(folder)) return;
  mkdirSync(home(), { recursive: true });
  writeFileSync(file(), `${JSON.stringify([...openedFolders(), folder], null, 2)}\n`);
}
