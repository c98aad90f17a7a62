import type { ImageRow, SceneTruth } from '../../../shared/models.ts';
import type { Db } from './database.ts';
import { forgetAllJudged } from './judge-pairs.ts';
import { clearIndexFrom } from './search.ts';

export type SetRole = 'pretrain' | 'more' | 'sft' | 'held-out' | 'specialist' | 'bench';

export interface NewImage {
  readonly set: string;
  /** Relative to the set's folder. */
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly row: number;
  readonly truth: SceneTruth | null;
  readonly turns: readonly { user: string; assistant: string }[];
}

export interface StoredImage extends ImageRow {
  readonly row: number;
  readonly name: string;
}

/** Starts an import afresh: rows of a half-finished one are dropped, and only those. */
export function clearImages(db: Db): void {
  db.transaction(() => {
    clearFindings(db);
    for (const table of [
      'questions',
      'turns',
      'image_origins',
      'images',
      'loose_texts',
      'source_files',
      'sources',
      'sets',
      'quarantine',
    ])
      db.prepare(`DELETE FROM ${table}`).run();
    clearIndexFrom(db, 0);
  })();
}

/** What was found out about images, which is found out again about those that come. */
export function clearFindings(db: Db): void {
  forgetAllJudged(db);
  for (const table of ['image_leaks', 'text_leaks', 'excluded_images', 'image_texts'])
    db.prepare(`DELETE FROM ${table}`).run();
}

export function insertSets(db: Db, sets: readonly { name: string; role: SetRole }[]): void {
  const insert = db.prepare('INSERT INTO sets (name, role) VALUES (?, ?)');
  db.transaction(() => {
    for (const set of sets) insert.run(set.name, set.role);
  })();
}

/** One transaction for the whole batch. */
export function insertImages(db: Db, images: readonly NewImage[]): void {
  const insert = db.prepare(
    'INSERT INTO images (set_name, name, file, sha256, width, height, row, truth) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertTurn = db.prepare('INSERT INTO turns (image_id, ordinal, user, assistant) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (const image of images) {
      const { set, name, file, sha256, width, height, row, truth } = image;
      const id = insert.run(set, name, file, sha256, width, height, row, truth && JSON.stringify(truth))
        .lastInsertRowid as number;
      image.turns.forEach((turn, ordinal) => {
        insertTurn.run(id, ordinal, turn.user, turn.assistant);
      });
    }
  })();
}

/** For images of what models learn from. */
export const notExcluded = 'images.id NOT IN (SELECT image_id FROM excluded_images)';

export const turnsBySet = (db: Db): Map<string, number> =>
  new Map(
    db
      .prepare('SELECT set_name, count(*) FROM turns JOIN images ON images.id = image_id GROUP BY set_name')
      .raw()
      .all() as [string, number][],
  );

const columns = 'id, set_name AS "set", name, file, width, height, row';

/** Without those that the plan has left out because a benchmark has them too. */
export function imagesOfSet(db: Db, set: string): StoredImage[] {
  return db
    .prepare(`SELECT ${columns} FROM images WHERE set_name = ? AND ${notExcluded} ORDER BY id`)
    .all(set) as StoredImage[];
}

/** Images of a set about which nothing is said. */
export function countSilent(db: Db, set: string): number {
  return db
    .prepare(
      'SELECT count(*) FROM images WHERE set_name = ? AND NOT EXISTS (SELECT 1 FROM turns WHERE image_id = images.id)',
    )
    .pluck()
    .get(set) as number;
}

export function countImages(db: Db): number {
  return (db.prepare('SELECT count(*) AS count FROM images').get() as { count: number }).count;
}

export function setsOf(db: Db): { name: string; role: SetRole; images: number }[] {
  return db.prepare('SELECT name, role, images FROM sets ORDER BY rowid').all() as {
    name: string;
    role: SetRole;
    images: number;
  }[];
}

/** Conversations of a set, image by image, in order; without those of images that are left out. */
export function conversationsOf(
  db: Db,
  set: string,
): { imageId: number; row: number; turns: { user: string; assistant: string }[] }[] {
  const rows = db
    .prepare(
      `SELECT images.id, row, user, assistant FROM turns JOIN images ON images.id = image_id
       WHERE set_name = ? AND ${notExcluded} ORDER BY images.id, ordinal`,
    )
    .all(set) as { id: number; row: number; user: string; assistant: string }[];
  const conversations: { imageId: number; row: number; turns: { user: string; assistant: string }[] }[] = [];
  for (const { id, row, user, assistant } of rows) {
    const last = conversations.at(-1);
    if (last?.imageId === id) last.turns.push({ user, assistant });
    else conversations.push({ imageId: id, row, turns: [{ user, assistant }] });
  }
  return conversations;
}

export function truthsOfSet(db: Db, set: string): { imageId: number; name: string; truth: SceneTruth }[] {
  const rows = db
    .prepare('SELECT id, name, truth FROM images WHERE set_name = ? AND truth IS NOT NULL ORDER BY id')
    .all(set) as { id: number; name: string; truth: string }[];
  return rows.map((row) => ({ imageId: row.id, name: row.name, truth: JSON.parse(row.truth) as SceneTruth }));
}

/** Every kind of object that the truth of any image names, each once; empty where nobody knows. */
export function objectKinds(db: Db): string[] {
  return db
    .prepare(
      "SELECT DISTINCT object.value ->> 'kind' FROM images, json_each(truth, '$.objects') AS object WHERE truth IS NOT NULL",
    )
    .pluck()
    .all() as string[];
}

/** Every ground that the truth of any image stands on. */
export const backgrounds = (db: Db): string[] =>
  db
    .prepare("SELECT DISTINCT truth ->> '$.background' FROM images WHERE truth IS NOT NULL")
    .pluck()
    .all() as string[];

export function imageWithTruth(db: Db, id: number): { image: ImageRow; truth: SceneTruth | null } | null {
  const row = db
    .prepare('SELECT id, set_name AS "set", file, width, height, truth FROM images WHERE id = ?')
    .get(id) as (ImageRow & { truth: string | null }) | undefined;
  if (!row) return null;
  const { truth, ...image } = row;
  return { image, truth: truth === null ? null : JSON.parse(truth) };
}

export const hashedImage = (db: Db, id: number): { file: string; sha256: string } | undefined =>
  db.prepare('SELECT file, sha256 FROM images WHERE id = ?').get(id) as
    | { file: string; sha256: string }
    | undefined;

/** The file of each image, by its row. */
export const filesByRow = (db: Db): Map<number, string> =>
  new Map(db.prepare('SELECT row, file FROM images').raw().all() as [number, string][]);

/** SHA-256 of a set's images by their names, as they were imported. */
export const hashesByName = (db: Db, set: string): Map<string, string> =>
  new Map(
    db.prepare('SELECT name, sha256 FROM images WHERE set_name = ?').raw().all(set) as [string, string][],
  );

export interface Picture {
  readonly row: number;
  readonly file: string;
  readonly sha256: string;
}

const picturesTogether = 10_000;

/** Every image's file, in the order of the rows; read page by page, so that other statements run in between. */
export function* picturesByRow(db: Db): Generator<Picture> {
  const page = db.prepare('SELECT row, file, sha256 FROM images WHERE row > ? ORDER BY row LIMIT ?');
  for (let after = -1; ; ) {
    const found = page.all(after, picturesTogether) as Picture[];
    yield* found;
    const last = found.at(-1);
    if (!last) return;
    after = last.row;
  }
}
