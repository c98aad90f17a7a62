/** Images of the user's own that are kept from training, to be described and held against what he wrote about them. */
import type { Db } from './database.ts';

export interface CaptionedImage {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  /** What its pretraining text says: all of its turns' answers. */
  readonly texts: readonly string[];
}

/** Pretraining images that came with text, in the order of their import. */
export function captionedImages(db: Db): CaptionedImage[] {
  const rows = db
    .prepare(
      `SELECT images.id, name, sha256, json_group_array(assistant) AS texts FROM images JOIN turns ON image_id = images.id
       WHERE set_name = 'pretrain' AND trim(assistant) <> '' GROUP BY images.id ORDER BY images.id`,
    )
    .all() as (Omit<CaptionedImage, 'texts'> & { texts: string })[];
  return rows.map((row) => ({ ...row, texts: JSON.parse(row.texts) }));
}

export const hasBenchImages = (db: Db): boolean =>
  db.prepare("SELECT 1 FROM images WHERE set_name = 'bench' LIMIT 1").get() !== undefined;

/** They are judged on from now on, and not learnt from. */
export function keepFromTraining(db: Db, ids: readonly number[]): void {
  const move = db.prepare("UPDATE images SET set_name = 'bench' WHERE id = ?");
  db.transaction(() => {
    db.prepare("INSERT OR IGNORE INTO sets (name, role) VALUES ('bench', 'bench')").run();
    for (const id of ids) move.run(id);
  })();
}

/** Before an import begins anew: which images are kept is drawn again when all are there. */
export function giveBackToTraining(db: Db): void {
  db.transaction(() => {
    db.prepare("UPDATE images SET set_name = 'pretrain' WHERE set_name = 'bench'").run();
    db.prepare("DELETE FROM sets WHERE name = 'bench'").run();
  })();
}
