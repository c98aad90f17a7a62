/** Files of a model folder. Links are followed: the hub's own cache is made of them. Only plain files of a sane size are opened. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ModelFault } from './fault.ts';

/** The largest tokenizers there are take about 35 MB. */
const mostJsonBytes = 100e6;

export const sizeOf = (file: string): number | null => {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : null;
};

export const has = (folder: string, name: string): boolean => sizeOf(join(folder, name)) !== null;

/** Members of a JSON file. Throws a ModelFault where it is missing, too large or something else. */
export function readJson(folder: string, name: string): Record<string, unknown> {
  const file = join(folder, name);
  const size = sizeOf(file);
  if (size === null) {
    throw new ModelFault(`${file} is missing.`, 'Download the whole model folder as the hub has it.');
  }
  if (size > mostJsonBytes) throw new ModelFault(`${file} is too large.`, again);
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    throw new ModelFault(`${file} is not JSON: ${(error as Error).message}.`, again);
  }
  throw new ModelFault(`${file} holds no members.`, again);
}

export const again = 'Download that file again.';

/** The first bytes of a file. */
export function firstBytes(file: string, count: number, from = 0): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(count);
    const read = readSync(descriptor, bytes, 0, count, from);
    return bytes.subarray(0, read);
  } finally {
    closeSync(descriptor);
  }
}
