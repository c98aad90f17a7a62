/** Bytes that lie in a folder, and how many of them another one holds too. */
import { readdirSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Of a file, or of all files in a folder; null where there is none. */
export function bytesAt(path: string): number | null {
  try {
    if (!statSync(path).isDirectory()) return statSync(path).size;
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  } catch {
    // Absent, or taken away while it was added up: nothing is known of it.
    return null;
  }
}

/** `shared`: of files that have another name elsewhere (run/reuse.ts links what it takes over), which deleting this folder does not free. */
export async function bytesIn(folder: string): Promise<{ bytes: number; shared: number }> {
  let [bytes, shared] = [0, 0];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    bytes += found?.size ?? 0;
    if (found && found.nlink > 1) shared += found.size;
  }
  return { bytes, shared };
}
