import { join } from 'node:path';
import { resources } from '../places.ts';
import { countImages } from '../store/index.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import { done, type RunStep } from './step-context.ts';

export const modelFolder = (model: string): string => join(resources, 'models', model);

/** The frozen encoder runs once over every image; all trainings and captioners share what it saw. */
export const encodeImages: RunStep = async ({ plan, places, db, trainer, signal, progress, log }) => {
  const rows = countImages(db);
  await withRestarts(
    () =>
      trainer.request(
        'features',
        { model: modelFolder(plan.model), pixels: places.pixels, rows, out: places.features, batch_size: 64 },
        { progress: (event) => progress(event.done, event.total) },
        signal,
      ),
    log,
  );
  return done();
};
