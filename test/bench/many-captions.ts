/** An experiment with as many captions as are wanted, over the same two hundred files again and again under other names. */
import { placesOf } from '../../main/engine/places.ts';
import { openForWriting } from '../../main/engine/store/index.ts';
import { finishedExperiment } from '../e2e/finished-experiment.ts';
import { hangPhotographs } from './window/photographs.ts';

const captionsEach = 5;

/** Two hundred thousand images, photographs with thumbnails, with five captions each. Returns its folder. */
export async function millionCaptions(home: string, name: string): Promise<string> {
  const folder = await finishedExperiment(home, name);
  await hangPhotographs(folder);
  addCopies(folder, 1000);
  return folder;
}

/** Of each copy two hundred images with five captions each, beside those that are there. */
export function addCopies(folder: string, copies: number): void {
  const db = openForWriting(placesOf(folder).database);
  try {
    const { next, row } = db.prepare('SELECT max(id) + 1 AS next, max(row) + 1 AS row FROM images').get() as {
      next: number;
      row: number;
    };
    db.transaction(() => {
      db.prepare(
        `WITH RECURSIVE copies (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copies WHERE number < ${copies})
         INSERT INTO images (set_name, name, file, sha256, width, height, row, truth)
         SELECT 'pretrain', 'copy' || number || '/' || name, file, sha256, width, height, ${row} + row_number() OVER (), truth
         FROM copies, images WHERE set_name = 'pretrain'`,
      ).run();
      // A copy of a photograph has its thumbnail as well.
      db.prepare(
        `WITH packed AS MATERIALIZED (SELECT file, start, bytes FROM images JOIN thumbnails ON image_id = id WHERE id < ${next})
         INSERT INTO thumbnails (image_id, start, bytes)
         SELECT id, start, bytes FROM images JOIN packed USING (file) WHERE id >= ${next}`,
      ).run();
      for (let prompt = 0; prompt < captionsEach; prompt++) {
        db.prepare(
          `INSERT INTO captions (image_id, origin, round, model, model_seed, checkpoint, prompt, decoding, seed, text, truncated, created_at)
           SELECT id, 'recaption', 1, 'v0', 1, '/none', 'prompt ${prompt}', '{"maxNewTokens":32,"temperature":0,"topP":1}', 1,
             'a picture of many things, told for the ${prompt}th time, number ' || id, 0, '2026-01-01T00:00:00.000Z'
           FROM images WHERE id >= ${next}`,
        ).run();
      }
    })();
  } finally {
    db.close();
  }
}
