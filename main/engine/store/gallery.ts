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
  if (search === null) {
    const { where, values } = inSet(filter);
    const rows = db.prepare(`${select} WHERE images.id > ? ${where} ORDER BY images.id LIMIT ?`);
    return rows.all(after, ...values, limit) as GalleryImage[];
  }
  const page: GalleryImage[] = [];
  for (const ids of matchingIds(db, search, filter, after, limit)) {
    page.push(...imagesOf(db, ids, filter).slice(0, limit - page.length));
    if (page.length === limit) break;
  }
  return page;
}

/** Null where a search fits more images than are counted. */
export function galleryTotal(db: Db, filter: GalleryFilter): number | null {
  const search = searchOf(filter.search);
  const { where, values } = inSet(filter, 'name');
  if (search === null) {
    return db
      .prepare(`SELECT coalesce(sum(images), 0) FROM sets WHERE 1 ${where}`)
      .pluck()
      .get(...values) as number;
  }
  let total = 0;
  for (const ids of matchingIds(db, search, filter, 0, mostCounted + 1)) {
    total += countOf(db, ids, filter);
    if (total > mostCounted) return null;
  }
  return total;
}

// A generalist's newest caption stands for the image (a specialist's last word is often a bare yes), else the text it came with.
const select = `SELECT images.id, set_name AS "set", file, width, height,
    coalesce((SELECT text FROM captions WHERE image_id = images.id ORDER BY origin = 'recaption' DESC, id DESC LIMIT 1),
             (SELECT assistant FROM turns WHERE image_id = images.id ORDER BY ordinal LIMIT 1)) AS caption,
    (SELECT count(*) FROM captions WHERE image_id = images.id) AS captions
  FROM images`;

const inSet = ({ set }: GalleryFilter, column = 'set_name'): { where: string; values: string[] } =>
  set ? { where: `AND ${column} = ?`, values: [set] } : { where: '', values: [] };

/** So many at a time, from among the ids that the set's images have; other sets' may lie between them. */
function* matchingIds(
  db: Db,
  search: Search,
  filter: GalleryFilter,
  after: number,
  many: number,
): Generator<number[]> {
  const { where, values } = inSet(filter);
  const bound = (which: 'ASC' | 'DESC') =>
    db
      .prepare(`SELECT id FROM images WHERE 1 ${where} ORDER BY id ${which} LIMIT 1`)
      .pluck()
      .get(...values) as number | undefined;
  const [first, last] = [bound('ASC'), bound('DESC')];
  if (first === undefined || last === undefined) return;
  let ids: number[] = [];
  for (const id of matchingImages(db, search, Math.max(after + 1, first), last)) {
    ids.push(id);
    if (ids.length < many) continue;
    yield ids;
    ids = [];
  }
  if (ids.length > 0) yield ids;
}

function imagesOf(db: Db, ids: readonly number[], filter: GalleryFilter): GalleryImage[] {
  const { where, values } = inSet(filter);
  return db
    .prepare(`${select} WHERE images.id IN (SELECT value FROM json_each(?)) ${where} ORDER BY images.id`)
    .all(JSON.stringify(ids), ...values) as GalleryImage[];
}

function countOf(db: Db, ids: readonly number[], filter: GalleryFilter): number {
  const { where, values } = inSet(filter);
  if (where === '' || liesAlone(db, filter)) return ids.length;
  return db
    .prepare(`SELECT count(*) FROM images WHERE id IN (SELECT value FROM json_each(?)) ${where}`)
    .pluck()
    .get(JSON.stringify(ids), ...values) as number;
}

/** Whether no other set's images lie between those of this one, as an import leaves them. */
function liesAlone(db: Db, { set }: GalleryFilter): boolean {
  return (
    db
      .prepare(
        `SELECT (SELECT max(id) FROM images WHERE set_name = name) - (SELECT min(id) FROM images WHERE set_name = name) + 1 = images
         FROM sets WHERE name = ?`,
      )
      .pluck()
      .get(set) === 1
  );
}
