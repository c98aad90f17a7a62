/** Room on disk is asked for before a download, not discovered missing in its middle. */
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './step.ts';

/** Bytes that this user may still write on the disk that holds, or will hold, `folder`. */
export function freeBytes(folder: string): number {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const disk = statfsSync(existing);
  return disk.bavail * disk.bsize;
}

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

export function requireSpace(folder: string, bytes: number, what: string): void {
  const free = freeBytes(folder);
  if (free < bytes) {
    throw new SetupError(
      `Not enough disk space for ${what}: it needs ${gigabytes(bytes)}, and ${folder} has ${gigabytes(free)} left.`,
      'make room on that disk and run `npm run setup` again (what was installed stays)',
    );
  }
}
