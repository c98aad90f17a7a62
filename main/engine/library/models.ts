/** Trained models of all experiments, as they lie on the disk. */
import { existsSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredModel } from '../../../shared/library-requests.ts';
import { EngineFailure } from '../failure.ts';
import { type Places, placesOf } from '../places.ts';
import { describe, listFolders } from '../run/experiment.ts';

/** The latest first; what is not whole is none. */
export function listModels(): StoredModel[] {
  return listFolders()
    .flatMap(modelsOf)
    .sort((a, b) => b.trainedAt.localeCompare(a.trainedAt));
}

/** Throws where there is no such model: the page names a seed and a model, never a folder. */
export function modelFolderOf(folder: string, seed: number, model: string): string {
  const found = checkpointsOf(placesOf(folder)).find((one) => one.seed === seed && one.model === model);
  if (found) return found.folder;
  throw new EngineFailure(
    `There is no ${model} of seed ${seed} in ${folder}.`,
    'It was not trained yet, or its checkpoint is gone.',
  );
}

function modelsOf(folder: string): StoredModel[] {
  try {
    const places = placesOf(folder);
    const { name, plan } = describe(folder);
    return checkpointsOf(places).map(({ seed, model, folder: checkpoint }) => {
      const files = filesIn(checkpoint);
      const exported = places.exported(seed, model);
      return {
        experiment: name,
        path: folder,
        seed,
        model,
        folder: checkpoint,
        base: plan.model,
        bytes: sizeOf(files),
        exportedBytes: isWhole(exported) ? sizeOf(filesIn(exported)) : null,
        trainedAt: new Date(Math.max(...files.map(({ mtimeMs }) => mtimeMs))).toISOString(),
        shared: files.some(({ nlink }) => nlink > 1),
      };
    });
  } catch (error) {
    // A damaged experiment is told where experiments are listed.
    if (error instanceof EngineFailure) return [];
    throw error;
  }
}

/** `checkpoints/seed1/v0`, whole ones only; stages that models share are none. */
function checkpointsOf({ checkpoints }: Places): { seed: number; model: string; folder: string }[] {
  return foldersIn(checkpoints).flatMap((seedFolder) => {
    const seed = Number(/^seed(-?\d+)$/.exec(seedFolder)?.[1] ?? Number.NaN);
    if (!Number.isInteger(seed)) return [];
    return foldersIn(join(checkpoints, seedFolder))
      .filter((model) => !model.startsWith('after-'))
      .map((model) => ({ seed, model, folder: join(checkpoints, seedFolder, model) }))
      .filter(({ folder }) => isWhole(folder));
  });
}

const isWhole = (folder: string): boolean => existsSync(join(folder, 'COMPLETE'));

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];

const filesIn = (folder: string): Stats[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => statSync(join(parentPath, name)));

const sizeOf = (files: readonly Stats[]): number => files.reduce((sum, { size }) => sum + size, 0);
