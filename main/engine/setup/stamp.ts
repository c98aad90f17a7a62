/**
 * A stamp says that an installation is whole and of what. It is written last and in one rename, so that an interrupted
 * installation has none and is simply done again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const fingerprint = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

export function readStamp(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

export function writeStamp(file: string, value: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${value}\n`);
  renameSync(temporary, file);
}

/** Before an installation changes anything: from here on it is not whole. */
export const removeStamp = (file: string): void => rmSync(file, { force: true });
