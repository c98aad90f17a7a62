/** Where the small pictures lie that were made with the import: one behind the other in one file, in the order of the images' rows. */
import type { Db } from './database.ts';

export interface PackedPart {
  /** Bytes before it. */
  readonly start: number;
  readonly bytes: number;
}

/** By the images' rows, which are stored already. */
export function insertThumbnails(db: Db, thumbnails: ReadonlyMap<number, PackedPart>): void {
  const insert = db.prepare(
    'INSERT INTO thumbnails (image_id, start, bytes) SELECT id, ?, ? FROM images WHERE row = ?',
  );
  db.transaction(() => {
    for (const [row, { start, bytes }] of thumbnails) insert.run(start, bytes, row);
  })();
}

export const thumbnailPart = (db: Db, imageId: number): PackedPart | null =>
  (db.prepare('SELECT start, bytes FROM thumbnails WHERE image_id = ?').get(imageId) as
    | PackedPart
    | undefined) ?? null;

/** Bytes of the file that are spoken for: the next one comes behind them. */
export const packedBytes = (db: Db): number =>
  db
    .prepare('SELECT coalesce((SELECT start + bytes FROM thumbnails ORDER BY image_id DESC LIMIT 1), 0)')
    .pluck()
    .get() as number;
