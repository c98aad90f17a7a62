/** Where the project's own files are, and where the user's experiments go. */
import { join } from 'node:path';
import { home } from './home.ts';
import { chosenExperimentsFolder } from './settings.ts';
import { projectRoot } from './setup/places.ts';

export { home } from './home.ts';
export { projectRoot } from './setup/places.ts';
export const resources = join(projectRoot, 'resources');

/** What the user has chosen, else a folder beside the settings. */
export const experimentsFolder = (): string => chosenExperimentsFolder() ?? join(home(), 'experiments');

/** What lies where in an experiment's folder. */
export function placesOf(folder: string) {
  return {
    folder,
    description: join(folder, 'experiment.json'),
    database: join(folder, 'squared.sqlite'),
    world: join(folder, 'world'),
    pixels: join(folder, 'pixels.u8'),
    /** Images that lay inside other files, named by their hash. */
    images: join(folder, 'images'),
    /** Small pictures for the screen, one behind the other; the database knows which lies where. */
    thumbnails: join(folder, 'thumbnails.pack'),
    /** Those of images that were imported before there was a pack, by the hash of the image. */
    laterThumbnails: join(folder, 'thumbnails'),
    features: join(folder, 'features'),
    snapshots: join(folder, 'snapshots'),
    checkpoints: join(folder, 'checkpoints'),
    report: join(folder, 'report'),
    log: join(folder, 'log'),
    runLog: join(folder, 'log', 'run.log'),
    lock: join(folder, 'run.lock'),
    /** All of `exported`. */
    exports: join(folder, 'onnx'),
    exported: (seed: number, model: string) => join(folder, 'onnx', `seed${seed}`, model),
    /** Weights after a stage that several models of a seed share. */
    shared: (seed: number, stage: string) => join(folder, 'checkpoints', `seed${seed}`, `after-${stage}`),
    checkpoint: (seed: number, model: string) => join(folder, 'checkpoints', `seed${seed}`, model),
  };
}
export type Places = ReturnType<typeof placesOf>;
