/** How much an experiment's database holds. */
import type { Db } from './database.ts';

/** Images, captions and answers: what a database grows with. */
export const countRows = (db: Db): number =>
  db
    .prepare(
      'SELECT (SELECT count(*) FROM images) + (SELECT count(*) FROM captions) + (SELECT count(*) FROM predictions)',
    )
    .pluck()
    .get() as number;

/** Pretraining images that came with text. */
export const countDescribed = (db: Db): number =>
  db
    .prepare(
      `SELECT count(*) FROM images JOIN sets ON sets.name = set_name JOIN turns ON image_id = images.id AND ordinal = 0
       WHERE role = 'pretrain' AND trim(assistant) <> ''`,
    )
    .pluck()
    .get() as number;

/** Images that a model has written at least one text about. */
export const countCaptionedImages = (db: Db, model: string, modelSeed: number): number =>
  db
    .prepare('SELECT count(DISTINCT image_id) FROM captions WHERE model = ? AND model_seed = ?')
    .pluck()
    .get(model, modelSeed) as number;
