/** Pages of the gallery: keyset, never OFFSET, so that the millionth image is as near as the first. */
import type { ImageRow } from '../../../shared/models.ts';
import type { Db } from './database.ts';

export interface GalleryFilter {
  readonly set?: string | undefined;
  readonly search?: string | undefined;
}

export interface GalleryImage extends ImageRow {
  readonly caption: string | null;
  readonly captions: number;
}

/** A generalist's newest caption stands for the image (a specialist's last word is often a bare yes), else the text it came with. */
export function galleryPage(db: Db, filter: GalleryFilter, after: number, limit: number): GalleryImage[] {
  const { where, values } = conditions(filter);
  return db
    .prepare(
      `SELECT images.id, set_name AS "set", file, width, height,
         coalesce((SELECT text FROM captions WHERE image_id = images.id ORDER BY origin = 'recaption' DESC, id DESC LIMIT 1),
                  (SELECT assistant FROM turns WHERE image_id = images.id ORDER BY ordinal LIMIT 1)) AS caption,
         (SELECT count(*) FROM captions WHERE image_id = images.id) AS captions
       FROM images WHERE images.id > ? ${where} ORDER BY images.id LIMIT ?`,
    )
    .all(after, ...values, limit) as GalleryImage[];
}

export function galleryTotal(db: Db, filter: GalleryFilter): number {
  const { where, values } = conditions(filter);
  return (
    db.prepare(`SELECT count(*) AS count FROM images WHERE 1 ${where}`).get(...values) as { count: number }
  ).count;
}

function conditions({ set, search }: GalleryFilter): { where: string; values: string[] } {
  const values: string[] = [];
  let where = '';
  if (set) {
    where += ' AND set_name = ?';
    values.push(set);
  }
  const words = search?.match(/[\p{L}\p{N}]+/gu);
  if (words) {
    where += ' AND images.id IN (SELECT image_id FROM caption_search WHERE caption_search MATCH ?)';
    // Each word quoted, so that no query syntax of FTS5 reaches it; the last one may be half typed.
    values.push(`${words.map((word) => `"${word}"`).join(' ')}*`);
  }
  return { where, values };
}
