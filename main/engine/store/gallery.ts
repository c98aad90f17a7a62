/** The gallery's images as they are read for a page: by key, never OFFSET, so that the millionth image is as near as the first. */
import type { GalleryImage } from '../../../shared/gallery.ts';
import type { Db } from './database.ts';
import type { Source } from './gallery-columns.ts';

/** An image, and which of its texts stands for it. */
export interface GalleryEntry {
  readonly image: number;
  /** captions.id, or minus the image's id for the text it came with; null: the newest. */
  readonly caption: number | null;
  readonly value: number | null;
}

/** The first and last image of a set, or of all. */
export function imageBounds(db: Db, set: string | undefined): { first: number; last: number } | null {
  const where = set ? 'WHERE set_name = ?' : '';
  const bound = (which: 'ASC' | 'DESC') =>
    db
      .prepare(`SELECT id FROM images ${where} ORDER BY id ${which} LIMIT 1`)
      .pluck()
      .get(...(set ? [set] : [])) as number | undefined;
  const [first, last] = [bound('ASC'), bound('DESC')];
  return first === undefined || last === undefined ? null : { first, last };
}

export const imageIsOf = (db: Db, set: string): ((image: number) => boolean) => {
  const inside = db.prepare('SELECT 1 FROM images WHERE id = ? AND set_name = ?').pluck();
  return (image) => inside.get(image, set) !== undefined;
};

/** Ascending, behind `after`; read only as far as they are asked for. */
export const imageIds = (db: Db, set: string | undefined, after: number): IterableIterator<number> =>
  db
    .prepare(`SELECT id FROM images WHERE id > ? ${set ? 'AND set_name = ?' : ''} ORDER BY id`)
    .pluck()
    .iterate(...[after, ...(set ? [set] : [])]) as IterableIterator<number>;

/** Captions of a model, image by image behind `after`; read only as far as they are asked for. */
export const captionsByImage = (
  db: Db,
  { source, seed }: Source,
  after: number,
): IterableIterator<{ image: number; caption: number }> =>
  db
    .prepare(
      `SELECT image_id AS image, min(id) AS caption FROM captions INDEXED BY captions_by_model
       WHERE model = ? AND model_seed = ? AND image_id > ? GROUP BY image_id ORDER BY image_id`,
    )
    .iterate(source, seed, after) as IterableIterator<{ image: number; caption: number }>;

/** A model's captions of one image and their places in the search index. */
export const captionPlaces = (db: Db, { source, seed }: Source) => {
  const read = db.prepare(
    `SELECT id AS caption, 1 + 2 * (SELECT count(*) FROM captions AS up WHERE up.image_id = captions.image_id AND up.id <= captions.id)
       AS place FROM captions WHERE image_id = ? AND model = ? AND model_seed = ? ORDER BY id`,
  );
  return (image: number) => read.all(image, source, seed) as { caption: number; place: number }[];
};

// A generalist's newest caption stands for the image (a specialist's last word is often a bare yes), else the text it came with.
const newest = `coalesce(
    (SELECT text FROM captions WHERE image_id = images.id ORDER BY origin = 'recaption' DESC, id DESC LIMIT 1),
    (SELECT assistant FROM turns WHERE image_id = images.id ORDER BY ordinal LIMIT 1))`;

/** As they are asked for, in that order. */
export function galleryImages(db: Db, entries: readonly GalleryEntry[]): GalleryImage[] {
  const read = db.prepare(
    `SELECT images.id, set_name AS "set", file, width, height,
       CASE WHEN @caption IS NULL THEN ${newest}
         WHEN @caption > 0 THEN (SELECT text FROM captions WHERE id = @caption)
         WHEN @caption < 0 THEN (SELECT assistant FROM turns WHERE image_id = images.id AND ordinal = 0) END AS caption,
       (SELECT count(*) FROM captions WHERE image_id = images.id) AS captions, @value AS value
     FROM images WHERE id = @image`,
  );
  return entries.map((entry) => read.get(entry) as GalleryImage);
}
