/** Sources of an import: what of them is stored already, and what they brought, committed in step with how far they were read. */
import type { Db } from './database.ts';
import { clearFindings, insertImages, type NewImage, type SetRole } from './images.ts';
import { clearIndexFrom } from './search.ts';
import { insertThumbnails, type PackedPart } from './thumbnails.ts';

export interface StoredSource {
  readonly ordinal: number;
  readonly settings: string;
  readonly items: number;
  readonly done: boolean;
  readonly filtered: Record<string, number>;
}

export interface FileState {
  /** Relative to the source's folder. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds. */
  readonly modified: number;
}

interface Turn {
  readonly user: string;
  readonly assistant: string;
}

export interface Origin {
  readonly position: string;
  readonly perceptualHash: string;
  readonly address: string | null;
  readonly sha256: string | null;
  readonly scores: Readonly<Record<string, number>>;
}

export interface LooseText {
  readonly address: string | null;
  readonly sha256: string | null;
  readonly turns: readonly Turn[];
  readonly scores: Readonly<Record<string, number>>;
}

/** What is committed together: a stopped import goes on behind `items`. */
export interface SourceBatch {
  readonly source: number;
  readonly items: number;
  readonly done: boolean;
  readonly images: readonly (NewImage & { readonly origin: Origin })[];
  /** By the images' rows. */
  readonly thumbnails: ReadonlyMap<number, PackedPart>;
  /** Further turns of images that are stored. */
  readonly further: ReadonlyMap<number, readonly Turn[]>;
  readonly loose: readonly LooseText[];
  readonly refused: readonly { set: string; file: string; position: string; reason: string }[];
  readonly filtered: Readonly<Record<string, number>>;
}

export function storedSources(db: Db): StoredSource[] {
  const rows = db
    .prepare('SELECT ordinal, settings, items, done, filtered FROM sources ORDER BY ordinal')
    .all() as (Omit<StoredSource, 'done' | 'filtered'> & { done: number; filtered: string })[];
  return rows.map(({ done, filtered, ...rest }) => ({
    ...rest,
    done: done === 1,
    filtered: JSON.parse(filtered),
  }));
}

export function filesOfSource(db: Db, source: number): FileState[] {
  return db
    .prepare('SELECT path, size, modified FROM source_files WHERE source = ? ORDER BY path')
    .all(source) as FileState[];
}

export function insertSource(
  db: Db,
  source: { ordinal: number; set: string; role: SetRole; path: string; settings: string; format: string },
  files: readonly FileState[],
): void {
  const insertFile = db.prepare(
    'INSERT INTO source_files (source, path, size, modified) VALUES (?, ?, ?, ?)',
  );
  db.transaction(() => {
    const { ordinal, set, role, path, settings, format } = source;
    db.prepare('INSERT OR IGNORE INTO sets (name, role) VALUES (?, ?)').run(set, role);
    db.prepare('INSERT INTO sources (ordinal, set_name, path, settings, format) VALUES (?, ?, ?, ?, ?)').run(
      ordinal,
      set,
      path,
      settings,
      format,
    );
    for (const file of files) insertFile.run(ordinal, file.path, file.size, file.modified);
  })();
}

/** Drops everything that came with these sources; turns that they added to images of earlier ones stay with those. */
export function clearSourcesFrom(db: Db, ordinal: number): void {
  const ofImages = 'SELECT image_id FROM image_origins WHERE source >= ?';
  db.transaction(() => {
    clearFindings(db);
    const first = db
      .prepare('SELECT min(image_id) FROM image_origins WHERE source >= ?')
      .pluck()
      .get(ordinal) as number | null;
    // Images of later sources have higher ids.
    if (first !== null) clearIndexFrom(db, first);
    db.prepare(`DELETE FROM turns WHERE image_id IN (${ofImages})`).run(ordinal);
    db.prepare('CREATE TEMP TABLE dropped AS SELECT image_id FROM image_origins WHERE source >= ?').run(
      ordinal,
    );
    db.prepare('DELETE FROM image_origins WHERE source >= ?').run(ordinal);
    db.prepare('DELETE FROM images WHERE id IN (SELECT image_id FROM dropped)').run();
    db.prepare('DROP TABLE dropped').run();
    for (const table of ['loose_texts', 'source_files', 'quarantine'])
      db.prepare(`DELETE FROM ${table} WHERE source >= ?`).run(ordinal);
    db.prepare('DELETE FROM sources WHERE ordinal >= ?').run(ordinal);
    db.prepare('DELETE FROM sets WHERE name NOT IN (SELECT set_name FROM sources)').run();
  })();
}

export function commitBatch(db: Db, batch: SourceBatch): void {
  const insertOrigin = db.prepare(
    `INSERT INTO image_origins (image_id, source, position, perceptual_hash, address, told_sha256, scores)
     SELECT id, ?, ?, ?, ?, ?, ? FROM images WHERE row = ?`,
  );
  const insertLoose = db.prepare(
    'INSERT INTO loose_texts (source, address, sha256, turns, scores) VALUES (?, ?, ?, ?, ?)',
  );
  const insertRefused = db.prepare(
    'INSERT INTO quarantine (set_name, file, position, reason, source) VALUES (?, ?, ?, ?, ?)',
  );
  const { source, items, done } = batch;
  db.transaction(() => {
    insertImages(db, batch.images);
    insertThumbnails(db, batch.thumbnails);
    for (const { row, origin } of batch.images) {
      const { position, perceptualHash, address, sha256, scores } = origin;
      insertOrigin.run(source, position, perceptualHash, address, sha256, scoresAsJson(scores), row);
    }
    for (const [imageId, turns] of batch.further) appendTurns(db, imageId, turns);
    for (const { address, sha256, turns, scores } of batch.loose)
      insertLoose.run(source, address, sha256, JSON.stringify(turns), scoresAsJson(scores));
    for (const { set, file, position, reason } of batch.refused)
      insertRefused.run(set, file, position, reason, source);
    db.prepare('UPDATE sources SET items = ?, done = ?, filtered = ? WHERE ordinal = ?').run(
      items,
      done ? 1 : 0,
      JSON.stringify(batch.filtered),
      source,
    );
  })();
}

const scoresAsJson = (scores: Readonly<Record<string, number>>): string | null =>
  Object.keys(scores).length === 0 ? null : JSON.stringify(scores);

function appendTurns(db: Db, imageId: number, turns: readonly Turn[]): void {
  const { next } = db
    .prepare('SELECT coalesce(max(ordinal) + 1, 0) AS next FROM turns WHERE image_id = ?')
    .get(imageId) as { next: number };
  const insert = db.prepare('INSERT INTO turns (image_id, ordinal, user, assistant) VALUES (?, ?, ?, ?)');
  turns.forEach(({ user, assistant }, at) => {
    insert.run(imageId, next + at, user, assistant);
  });
}

/** An image that is stored, with its turns. */
export function imageNamed(db: Db, set: string, name: string): { id: number; turns: Turn[] } | null {
  const id = db.prepare('SELECT id FROM images WHERE set_name = ? AND name = ?').pluck().get(set, name) as
    | number
    | undefined;
  if (id === undefined) return null;
  const turns = db
    .prepare('SELECT user, assistant FROM turns WHERE image_id = ? ORDER BY ordinal')
    .all(id) as Turn[];
  return { id, turns };
}

export const hasImage = (db: Db, set: string, name: string): boolean =>
  db.prepare('SELECT 1 FROM images WHERE set_name = ? AND name = ?').get(set, name) !== undefined;

export const sha256OfImage = (db: Db, set: string, name: string): string | null =>
  (db.prepare('SELECT sha256 FROM images WHERE set_name = ? AND name = ?').pluck().get(set, name) as
    | string
    | undefined) ?? null;

/** Rows are dense: the next image's is their number. */
export const nextRow = (db: Db): number =>
  db.prepare('SELECT coalesce(max(row) + 1, 0) FROM images').pluck().get() as number;

/** SHA-256 and dHash of each image of a set, in order. */
export function* hashesOfSet(db: Db, set: string): Generator<{ sha256: string; perceptual: string }> {
  yield* db
    .prepare(
      `SELECT sha256, perceptual_hash AS perceptual FROM images JOIN image_origins ON image_id = images.id
       WHERE set_name = ? ORDER BY images.id`,
    )
    .iterate(set) as Iterable<{ sha256: string; perceptual: string }>;
}

const page = 10_000;

/** Gives each text that waits to the image of its set with its hash or address, once; says how many still wait. */
export function joinLooseTexts(db: Db): number {
  const waiting = db.prepare(
    `SELECT loose_texts.id, turns, coalesce(
       (SELECT images.id FROM images WHERE images.sha256 = loose_texts.sha256 AND images.set_name = sources.set_name),
       (SELECT images.id FROM image_origins JOIN images ON images.id = image_origins.image_id
        WHERE told_sha256 = loose_texts.sha256 AND images.set_name = sources.set_name),
       (SELECT images.id FROM image_origins JOIN images ON images.id = image_origins.image_id
        WHERE image_origins.address = loose_texts.address AND images.set_name = sources.set_name)) AS imageId
     FROM loose_texts JOIN sources ON ordinal = source JOIN sets ON sets.name = sources.set_name
     WHERE sets.images > 0 AND loose_texts.image_id IS NULL AND loose_texts.id > ? ORDER BY loose_texts.id LIMIT ?`,
  );
  const joined = db.prepare('UPDATE loose_texts SET image_id = ? WHERE id = ?');
  for (let last = 0; ; ) {
    const texts = waiting.all(last, page) as { id: number; turns: string; imageId: number | null }[];
    if (texts.length === 0) break;
    last = (texts.at(-1) as { id: number }).id;
    db.transaction(() => {
      for (const { id, turns, imageId } of texts) {
        if (imageId === null) continue;
        appendTurns(db, imageId, JSON.parse(turns));
        joined.run(imageId, id);
      }
    })();
  }
  return db.prepare('SELECT count(*) FROM loose_texts WHERE image_id IS NULL').pluck().get() as number;
}

export const countJoined = (db: Db): number =>
  db.prepare('SELECT count(*) FROM loose_texts WHERE image_id IS NOT NULL').pluck().get() as number;
