/** Keeps some of the user's captioned images from training and writes them down as the benchmark `own-captions`. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OwnCaptions } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { type OwnReferences, ownReferencesFile } from '../scorers/own-captions.ts';
import {
  type CaptionedImage,
  captionedImages,
  giveBackToTraining,
  hasBenchImages,
  keepFromTraining,
  type Skip,
} from '../store/index.ts';
import { ownBenchFolder } from './dataset-places.ts';
import type { StepContext } from './step-context.ts';

/** Fewer tell nothing: their interval is wider than any gain. */
export const fewestKept = 20;

type Context = Pick<StepContext, 'plan' | 'places' | 'db'>;

const fileOf = ({ places }: Pick<Context, 'places'>): string =>
  join(ownBenchFolder(places), 'own-captions', ownReferencesFile);

/** Called before an import: what an earlier one has kept goes back, so that nothing is kept twice. */
export function forgetOwnCaptions({ plan, places, db }: Context): void {
  if (!plan.ownCaptions) return;
  giveBackToTraining(db);
  rmSync(fileOf({ places }), { force: true });
}

/** Called when all images are there. What was kept, as a thing that training leaves out. */
export function keepOwnCaptions({ plan, places, db }: Context): Skip[] {
  if (!plan.ownCaptions) return [];
  if (hasBenchImages(db)) {
    throw new EngineFailure(
      'The plan keeps own captions from training, and the data has benchmarks of its own.',
      'Take `ownCaptions` out of the plan, or the folder bench/ out of the data. Nothing in the data was changed.',
    );
  }
  const captioned = captionedImages(db);
  const kept = drawn(captioned, plan.ownCaptions);
  if (kept.length === 0) {
    const why = `fewer than ${fewestKept} of ${captioned.length} captioned images could be kept from training`;
    return [{ what: 'benchmark of own captions', count: 1, why }];
  }
  writeReferences(fileOf({ places }), kept);
  keepFromTraining(
    db,
    kept.map(({ id }) => id),
  );
  const why = 'models are judged on them (benchmark own-captions)';
  return [{ what: 'captioned images kept from training', count: kept.length, why }];
}

/**
 * By the files' content, so that the same image falls on the same side in every experiment and copies of one file are never parted.
 * Empty where fewer than `fewestKept` would come of it.
 */
export function drawn(
  captioned: readonly CaptionedImage[],
  { share, most }: OwnCaptions,
): readonly CaptionedImage[] {
  const wanted = howMany(captioned.length, { share, most });
  if (wanted === 0) return [];
  const lot = ({ sha256 }: CaptionedImage) =>
    createHash('sha256').update(`own captions ${sha256}`).digest('hex');
  const inOrder = captioned
    .map((image) => ({ image, at: lot(image) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.image.id - b.image.id));
  const last = inOrder[wanted - 1]?.at as string;
  return inOrder.filter(({ at }) => at <= last).map(({ image }) => image);
}

/** How many of `captioned` images are kept from training; copies of one file come on top. */
export function howMany(captioned: number, { share, most }: OwnCaptions): number {
  const wanted = Math.min(most, Math.floor(captioned * share));
  return wanted < fewestKept ? 0 : wanted;
}

/** In COCO's form, which the scorer reads. */
function writeReferences(file: string, kept: readonly CaptionedImage[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const annotations = kept.flatMap(({ id, texts }) => texts.map((caption) => ({ image_id: id, caption })));
  const references: OwnReferences = {
    images: kept.map(({ id, name }) => ({ id, file_name: String(id), name })),
    annotations: annotations.map((one, at) => ({ id: at + 1, ...one })),
  };
  writeFileSync(file, JSON.stringify(references));
}
