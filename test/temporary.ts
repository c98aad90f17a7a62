/** A folder that is gone when its test has ended, however that ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** To be called within a test; `name` tells whose folder it is. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `squared-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
