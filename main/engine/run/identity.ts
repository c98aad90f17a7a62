/** Fingerprints of what decides an experiment's results and is no member of its plan. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../shared/plan.ts';
import { contentOf } from '../models/content.ts';
import { pico } from '../models/pico.ts';
import { projectRoot } from '../places.ts';
import type { Identities } from '../plan/keys.ts';
import { type Db, examDigest, importedContent } from '../store/index.ts';

/** Folders whose code or weights reach results. A change in any of them makes every result another one: rather once too often than once too seldom. */
const decisive = [
  'main/engine/formats',
  'main/engine/leakage',
  'main/engine/models',
  'main/engine/plan',
  'main/engine/quality',
  'main/engine/scorers',
  'main/engine/specialists',
  'main/engine/stats',
  'main/engine/steps',
  'main/engine/world',
  'main/clip',
  'main/reader',
  'resources/trainer/squared_trainer',
  'resources/vocabularies',
];

/** `held`: the fingerprint of the user's model where the experiment has been begun with it; else it is taken now. */
export function softwareIdentity({ model }: Plan, held: string | null = null): string {
  const hash = createHash('sha256');
  const shipped = model === pico ? [`resources/models/${model}`] : [];
  if (model !== pico) hash.update(held ?? contentOf(model));
  for (const folder of [...decisive, ...shipped]) {
    const root = join(projectRoot, folder);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    for (const file of files) hash.update(file.slice(projectRoot.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Of what was imported, image by image; empty for a drawn world, which its seed and sizes name. */
export function dataIdentity({ dataset }: Plan, db: Db): string {
  if (dataset.kind === 'world') return '';
  const hash = createHash('sha256');
  for (const line of importedContent(db)) hash.update(line).update('\n');
  return hash.digest('hex');
}

/** Of what the user's benchmarks ask; a world's are drawn with it. */
export const examIdentity = ({ dataset }: Plan, db: Db): string =>
  dataset.kind === 'world' ? '' : examDigest(db);

/** What names a plan's data (plan/keys.ts). */
export type DataIdentities = Pick<Identities, 'data' | 'exams'>;
