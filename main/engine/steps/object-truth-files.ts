/** Where annotations and detections of a plan's images lie: named in the plan, or in the data folder's `truth/`. */
import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { findSets } from '../formats/dataset.ts';
import type { ObjectTruthFiles } from '../formats/object-truth.ts';
import type { Places } from '../places.ts';
import { datasetFolder } from './dataset-places.ts';

export interface SetTruthFiles extends ObjectTruthFiles {
  readonly set: string;
}

const standardScore = 0.5;

/**
 * By set: `truth/SET.json` (COCO instances) and `truth/SET.detections.json` (COCO results); of the pretraining images what the plan names
 * comes first. A drawn world knows its scenes. Throws an EngineFailure where the plan names a file that is not there.
 */
export async function objectTruthFiles(plan: Plan, places: Places): Promise<SetTruthFiles[]> {
  const { objectTruth, dataset } = plan;
  for (const [member, file] of Object.entries({ ...objectTruth, minimumScore: undefined })) {
    if (typeof file !== 'string' || (isAbsolute(file) && isFile(file))) continue;
    const why = isAbsolute(file) ? 'which is no file' : 'which is no absolute path';
    throw new EngineFailure(
      `The plan's objectTruth.${member} names ${file}, ${why}.`,
      'Nothing of it was read. Mend the path, or take the member out: then nothing is said about objects.',
    );
  }
  const minimumScore = objectTruth?.minimumScore ?? standardScore;
  const folder = datasetFolder(plan, places);
  const found = dataset.kind === 'folder' && !isFile(folder) ? await findSets(folder) : null;
  const sets = found?.sets.map(({ name }) => name) ?? ['pretrain'];
  return sets.flatMap((set): SetTruthFiles[] => {
    const inFolder = (name: string): string | null => {
      const file = found?.truthFolder ? join(found.truthFolder, name) : null;
      return file !== null && isFile(file) ? file : null;
    };
    const named = set === 'pretrain' ? objectTruth : undefined;
    const instances = named?.instances ?? inFolder(`${set}.json`);
    const detections = named?.detections ?? inFolder(`${set}.detections.json`);
    return instances === null ? [] : [{ set, instances, detections, minimumScore }];
  });
}

/** Changes when a file does. */
export const fingerprintOf = (files: readonly SetTruthFiles[]): string =>
  JSON.stringify(
    files.map(({ set, instances, detections, minimumScore }) => ({
      set,
      instances: stampOf(instances),
      detections: detections && stampOf(detections),
      minimumScore,
    })),
  );

function stampOf(file: string): [string, number, number] {
  const { size, mtimeMs } = statSync(file);
  return [file, size, mtimeMs];
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
