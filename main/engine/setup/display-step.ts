/** What Electron asks of a Linux system: Chromium's libraries, and a virtual screen where there is no real one. */
import { installPackages, onPath } from './apt.ts';
import { run } from './command.ts';
import { hasDisplay } from './machine.ts';
import { type Check, missing, ok, type SetupStep } from './step.ts';

/** Shared object -> Debian's package. What Chromium loads at its start; the rest comes with these. */
const libraries: Record<string, string> = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libXss.so.1': 'libxss1',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libdrm.so.2': 'libdrm2',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/** Packages whose libraries are not in the linker's list (the output of `ldconfig -p`). */
export function missingLibraries(linkerList: string): string[] {
  const names = new Set(linkerList.split('\n').map((line) => line.trim().split(' ')[0]));
  return Object.entries(libraries)
    .filter(([library]) => !names.has(library))
    .map(([, name]) => name);
}

/** Debian's packages that are missing for the window on this machine. */
export async function missingPackages(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  // /sbin is not on every user's PATH.
  const list = await run(onPath('ldconfig') ?? '/sbin/ldconfig', ['-p']);
  const screen = hasDisplay() || onPath('Xvfb') ? [] : ['xvfb'];
  return [...screen, ...missingLibraries(list.output.join('\n'))];
}

async function check(): Promise<Check> {
  const packages = await missingPackages();
  if (packages.length > 0)
    return missing(`system packages for the window are missing: ${packages.join(' ')}`);
  return ok(
    hasDisplay()
      ? "the window's libraries; a display"
      : "the window's libraries; Xvfb, as there is no display",
  );
}

export const displayStep: SetupStep = {
  name: 'display',
  check,
  install: async (report) => installPackages(await missingPackages(), report),
};
