/** What training has seen of what models are judged on. */
import type { Leakage } from '../../../shared/leakage.ts';
import type { Db } from './database.ts';
import type { SetRole } from './images.ts';
import { factOf, saveFact } from './measures.ts';

export interface ImageContent {
  readonly id: number;
  readonly set: string;
  readonly role: SetRole;
  readonly name: string;
  readonly row: number;
  readonly sha256: string;
}

/** Every image, in the order of the pixels' rows. */
export const imageContents = (db: Db): ImageContent[] =>
  db
    .prepare(
      `SELECT id, set_name AS "set", role, images.name AS name, row, sha256 FROM images JOIN sets ON sets.name = set_name
       ORDER BY row`,
    )
    .all() as ImageContent[];

/** The texts that models learn from, of the images with these ids (`to` included). */
export const trainingTexts = (
  db: Db,
  { from, to }: { from: number; to: number },
): { imageId: number; user: string; assistant: string }[] =>
  db
    .prepare(
      `SELECT image_id AS imageId, user, assistant FROM turns
       WHERE image_id IN (SELECT images.id FROM images JOIN sets ON sets.name = set_name
         WHERE images.id BETWEEN ? AND ? AND role IN ('pretrain', 'more', 'sft', 'specialist'))
       ORDER BY image_id, ordinal`,
    )
    .all(from, to) as { imageId: number; user: string; assistant: string }[];

export interface ImageLeak {
  readonly image: number;
  readonly other: number;
  readonly exact: boolean;
  readonly distance: number;
}

export interface TextLeak {
  readonly image: number;
  readonly benchmark: string;
  readonly item: string;
  readonly words: string;
}

/** In place of what an earlier look has found. All or nothing. */
export function replaceLeaks(
  db: Db,
  {
    images,
    texts,
    excluded,
    leakage,
  }: {
    images: readonly ImageLeak[];
    texts: readonly TextLeak[];
    excluded: readonly number[];
    leakage: Leakage;
  },
): void {
  const insertImage = db.prepare('INSERT INTO image_leaks VALUES (?, ?, ?, ?)');
  const insertText = db.prepare('INSERT OR IGNORE INTO text_leaks VALUES (?, ?, ?, ?)');
  const exclude = db.prepare('INSERT INTO excluded_images VALUES (?)');
  db.transaction(() => {
    for (const table of ['image_leaks', 'text_leaks', 'excluded_images'])
      db.prepare(`DELETE FROM ${table}`).run();
    for (const { image, other, exact, distance } of images)
      insertImage.run(image, other, exact ? 1 : 0, distance);
    for (const { image, benchmark, item, words } of texts) insertText.run(image, benchmark, item, words);
    for (const image of excluded) exclude.run(image);
    saveFact(db, 'leakage', leakage);
  })();
}

export const leakageOf = (db: Db): Leakage | null => factOf<Leakage>(db, 'leakage');
