/** What annotations or detections of the user's say is in the images (formats/object-truth.ts), and where that was read. */
import type { ObjectTruthTold } from '../../../shared/caption-quality.ts';
import type { SceneTruth } from '../../../shared/models.ts';
import type { Db } from './database.ts';
import { factOf, saveFact } from './measures.ts';

const fact = 'object-truth';

export interface StoredObjectTruth {
  /** Names the files and the score; what was read under another name is read again. */
  readonly fingerprint: string;
  readonly names: readonly string[];
  readonly told: readonly ObjectTruthTold[];
}

export const objectTruthOf = (db: Db): StoredObjectTruth | null => factOf<StoredObjectTruth>(db, fact);

/** Those of a set whose truth no scene tells: name and size. */
export const imagesToTell = (
  db: Db,
  set: string,
): { id: number; name: string; width: number; height: number }[] =>
  db
    .prepare(
      `SELECT id, name, width, height FROM images
       WHERE set_name = ? AND (truth IS NULL OR truth ->> '$.source' = 'annotations') ORDER BY id`,
    )
    .all(set) as { id: number; name: string; width: number; height: number }[];

/** All or nothing: what was told before goes, and with it what captions were measured by. */
export function replaceObjectTruth(
  db: Db,
  truths: ReadonlyMap<number, SceneTruth>,
  stored: StoredObjectTruth | null,
): void {
  const tell = db.prepare('UPDATE images SET truth = ? WHERE id = ?');
  db.transaction(() => {
    db.prepare("UPDATE images SET truth = NULL WHERE truth ->> '$.source' = 'annotations'").run();
    for (const [id, truth] of truths) tell.run(JSON.stringify(truth), id);
    if (stored) saveFact(db, fact, stored);
    else db.prepare('DELETE FROM facts WHERE name = ?').run(fact);
    for (const table of ['caption_metrics', 'caption_quality']) db.prepare(`DELETE FROM ${table}`).run();
  })();
}

/** Earlier complaints about a file are those of an earlier reading. */
export function forgetComplaints(db: Db, files: readonly string[]): void {
  const forget = db.prepare('DELETE FROM quarantine WHERE file = ?');
  db.transaction(() => {
    for (const file of files) forget.run(file);
  })();
}

/** Whether the database attached as `source` judged its captions by the same annotations. */
export function sameObjectTruth(db: Db): boolean {
  const of = (schema: 'main' | 'source'): unknown =>
    db.prepare(`SELECT json ->> '$.fingerprint' FROM ${schema}.facts WHERE name = ?`).pluck().get(fact) ??
    null;
  return of('main') === of('source');
}

/** Captions have come that were judged by other annotations: with the next reading all are measured by one. */
export function readObjectTruthAgain(db: Db): void {
  const stored = objectTruthOf(db) ?? { names: [], told: [] };
  saveFact(db, fact, { ...stored, fingerprint: '' });
}
