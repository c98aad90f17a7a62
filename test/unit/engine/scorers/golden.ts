/** What official scorers said of adversarial answers: inputs and outputs only, upstream's repository and commit named in each file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../fixtures/scorers');

export function golden<T>(name: string): T & { upstream: { repository: string; commit: string } } {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}
