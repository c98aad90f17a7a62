/** Which Electron runs the window: the user's, else the official one, else the npm fallback. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, runtimeFolder } from './places.ts';
import { readStamp } from './stamp.ts';

export const fallbackFolder = join(runtimeFolder, 'electron');
export const fallbackStamp = join(fallbackFolder, 'squared-stamp');

/** The official binary unpacks beside its npm package, which then names it in path.txt. */
function officialPath(): string | null {
  const packageFolder = join(projectRoot, 'node_modules', 'electron');
  const name = readStamp(join(packageFolder, 'path.txt'));
  const file = name && join(packageFolder, 'dist', name);
  return file && existsSync(file) && existsSync(join(packageFolder, 'dist', 'version')) ? file : null;
}

/** Absolute path of the Electron to start, or null where none is installed. `SQUARED_ELECTRON` goes before all. */
export function electronPath(): string | null {
  if (process.env.SQUARED_ELECTRON) return process.env.SQUARED_ELECTRON;
  const official = officialPath();
  if (official) return official;
  return readStamp(fallbackStamp) === null ? null : join(fallbackFolder, 'electron');
}

/** Arguments Electron needs on this machine: Chromium refuses to run as root inside its sandbox. */
export const electronArguments = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** The version Electron's folder states, without starting it. */
export function electronVersion(executable: string): string | null {
  try {
    return readFileSync(join(executable, '..', 'version'), 'utf8').trim();
  } catch {
    return null;
  }
}
