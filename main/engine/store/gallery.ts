/** Pages of the gallery: keyset, never OFFSET, so that the millionth image is as near as the first. */
import type { ImageRow } from '../../../shared/models.ts';
import type { Db } from './database.ts';
import { matchingImages, type Search, searchOf } from './search.ts';

export interface GalleryFilter {
  readonly set?: string | undefined;
  readonly search?: string | undefined;
}

export interface GalleryImage extends ImageRow {
  readonly caption: string | null;
  readonly captions: number;
}

/** Beyond this the images that a search fits are not counted. */
export const mostCounted = 2000;

export function galleryPage(db: Db, filter: GalleryFilter, after: number, limit: number): GalleryImage[] {
  const search = searchOf(filter.search);
  if (search !== null) return imagesOf(db, fittingIds(db, search, filter, after, limit));
  const { where, values } = inSet(filter);
  const rows = db.prepare(`${select} WHERE images.id > ? ${where} ORDER BY images.id LIMIT ?`);
  return rows.all(after, ...values, limit) as GalleryImage[];
}

/** `total` is null where a search fits more images than are counted. Both in one go: finding a set's first image takes longest. */
export function firstGalleryPage(
  db: Db,
  filter: GalleryFilter,
  limit: number,
): { images: GalleryImage[]; total: number | null } {
  const search = searchOf(filter.search);
  if (search === null) {
    const { where, values } = inSet(filter, 'name');
    const total = db
      .prepare(`SELECT coalesce(sum(images), 0) FROM sets WHERE 1 ${where}`)
      .pluck()
      .get(...values) as number;
    return { images: galleryPage(db, filter, 0, limit), total };
  }
  const ids = fittingIds(db, search, filter, 0, mostCounted + 1);
  return { images: imagesOf(db, ids.slice(0, limit)), total: ids.length > mostCounted ? null : ids.length };
}

// A generalist's newest caption stands for the image (a specialist's last word is often a bare yes), else the text it came with.
const select = `SELECT images.id, set_name AS "set", file, width, height,
    coalesce((SELECT text FROM captions WHERE image_id = images.id ORDER BY origin = 'recaption' DESC, id DESC LIMIT 1),
             (SELECT assistant FROM turns WHERE image_id = images.id ORDER BY ordinal LIMIT 1)) AS caption,
    (SELECT count(*) FROM captions WHERE image_id = images.id) AS captions
  FROM images`;

const inSet = ({ set }: GalleryFilter, column = 'set_name'): { where: string; values: string[] } =>
  set ? { where: `AND ${column} = ?`, values: [set] } : { where: '', values: [] };

/** The first of them, at most so many. */
function fittingIds(db: Db, search: Search, filter: GalleryFilter, after: number, many: number): number[] {
  const { where, values } = inSet(filter);
  const bound = (which: 'ASC' | 'DESC') =>
    db
      .prepare(`SELECT id FROM images WHERE 1 ${where} ORDER BY id ${which} LIMIT 1`)
      .pluck()
      .get(...values) as number | undefined;
  const [first, last] = [bound('ASC'), bound('DESC')];
  if (first === undefined || last === undefined) return [];
  // Other sets' images may lie between those of this one.
  const inside = filter.set ? db.prepare('SELECT 1 FROM images WHERE id = ? AND set_name = ?').pluck() : null;
  const ids: number[] = [];
  for (const id of matchingImages(db, search, Math.max(after + 1, first), last)) {
    if (inside && inside.get(id, filter.set) === undefined) continue;
    ids.push(id);
    if (ids.length === many) break;
  }
  return ids;
}

const imagesOf = (db: Db, ids: readonly number[]): GalleryImage[] =>
  db
    .prepare(`${select} WHERE images.id IN (SELECT value FROM json_each(?)) ORDER BY images.id`)
    .all(JSON.stringify(ids)) as GalleryImage[];
