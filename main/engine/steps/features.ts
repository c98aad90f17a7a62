/** The frozen encoder runs once over every image; all trainings and captioners share what it saw. */
import { areKept, featureBytes } from '../models/kept-features.ts';
import { modelFolder, shapeOfModel } from '../models/known.ts';
import { freeBytes, gigabytes } from '../setup/disk-space.ts';
import { countImages } from '../store/index.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import { checkHeldModel } from './held-model.ts';
import { havePixels } from './imported-pixels.ts';
import { done, type RunStep } from './step-context.ts';

/** Where the features would take too much of the disk, they are not kept: whoever reads them has the encoder run again. */
export const encodeImages: RunStep = async (context) => {
  const { plan, places, db, trainer, signal, progress, log } = context;
  checkHeldModel(db, plan);
  await havePixels(context);
  const rows = countImages(db);
  const bytes = featureBytes(shapeOfModel(plan.model), rows);
  const free = freeBytes(places.folder);
  const cache = areKept(bytes, free);
  await withRestarts(
    () =>
      trainer.request(
        'features',
        {
          model: modelFolder(plan.model),
          pixels: places.pixels,
          rows,
          out: places.features,
          batch_size: 64,
          cache,
        },
        { progress: (event) => progress(event.done, event.total) },
        signal,
      ),
    log,
  );
  return done(
    cache
      ? null
      : `Not kept: the features would take ${gigabytes(bytes)} of ${gigabytes(free)} left. The encoder runs whenever an image is read, which gives the same numbers and takes longer.`,
  );
};
