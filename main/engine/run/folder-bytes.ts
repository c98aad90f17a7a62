/** Bytes of a file, or of all files in a folder; null where there is none. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
