/** The plan's model as estimates know it: gathered from its folder and the disk, computed by models/own-model.ts. */
import { modelTitle } from '../../../shared/model-title.ts';
import { contentOf } from '../models/content.ts';
import { shapeOfModel } from '../models/known.ts';
import { type OwnModel, ownModel } from '../models/own-model.ts';
import { pico } from '../models/pico.ts';
import { experimentsFolder } from '../places.ts';
import type { DatasetCounts } from '../plan/planned-stages.ts';
import { freeBytes } from '../setup/disk-space.ts';

/** Null for pico. `held`: the model's fingerprint, where it is known. */
export function ownModelOf(
  model: string,
  counts: DatasetCounts | null,
  held: string | null = null,
): OwnModel | null {
  if (model === pico) return null;
  return ownModel({
    key: `model ${(held ?? contentOf(model)).slice(0, 12)}`,
    title: modelTitle(model),
    shape: shapeOfModel(model),
    pico: shapeOfModel(pico),
    images: counts?.sets.reduce((sum, { images }) => sum + images, 0) ?? null,
    free: freeBytes(experimentsFolder()),
  });
}
