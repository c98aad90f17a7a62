/** Searching captions: the index's rows begin with their image's id, so that images that match come in their order. */
import type { Db } from './database.ts';

/** Rows of the index that an image may have; migration 010 says the same. */
const perImage = 2 ** 20;
/** Beginnings of words up to this length have an index of their own (migration 010). */
const indexedBeginning = 4;
/** Rows whose word begins the same and goes on otherwise; after so many the index is asked for the whole beginning, which it has to gather. */
const mostMisses = 500;

export interface Search {
  /** An expression of FTS5 that finds what fits, and of a long last word also what begins the same. */
  readonly match: string;
  /** What a word of the text has to begin with for it to fit; null where `match` says it all. */
  readonly beginning: string | null;
  /** An expression that finds only what fits; slow where that is much. */
  readonly exact: string;
}

/** Null where there is no word to search for. The last word may be half typed. */
export function searchOf(text: string | undefined): Search | null {
  const words = text?.match(/[\p{L}\p{N}]+/gu);
  if (!words) return null;
  // Each word quoted, so that no query syntax of FTS5 reaches it.
  const before = words.slice(0, -1).map((word) => `"${word}" AND `);
  const last = [...(words.at(-1) as string)];
  const ending = (length: number) => `${before.join('')}"${last.slice(0, length).join('')}"*`;
  const exact = ending(last.length);
  return last.length <= indexedBeginning
    ? { match: exact, beginning: null, exact }
    : { match: ending(indexedBeginning), beginning: folded(last.join('')), exact };
}

/** Ids of images that fit, each once and ascending, from `first` to `last`; read only as far as they are asked for. */
export function* matchingImages(db: Db, search: Search, first: number, last: number): Generator<number> {
  const rows = db
    .prepare(
      'SELECT rowid FROM caption_search WHERE caption_search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid',
    )
    .pluck()
    .iterate(search.match, first * perImage, (last + 1) * perImage) as Iterable<number>;
  const { beginning, exact } = search;
  const textOf = beginning === null ? () => '' : textReader(db);
  let before = -1;
  let misses = 0;
  for (const row of rows) {
    const id = Math.floor(row / perImage);
    if (id === before) continue;
    if (beginning === null || hasWord(textOf(id, row % perImage), beginning)) {
      before = id;
      yield id;
    } else if (++misses > mostMisses) {
      yield* matchingImages(db, { match: exact, beginning: null, exact }, id, last);
      return;
    }
  }
}

/** The text behind a row of the index. */
function textReader(db: Db): (image: number, place: number) => string {
  const turn = db.prepare('SELECT assistant FROM turns WHERE image_id = ? AND ordinal = ?').pluck();
  const caption = db
    .prepare('SELECT text FROM captions WHERE image_id = ? ORDER BY id LIMIT 1 OFFSET ?')
    .pluck();
  return (image, place) =>
    (place % 2 === 0 ? turn.get(image, place / 2) : caption.get(image, (place - 1) / 2 - 1)) as string;
}

const hasWord = (text: string, beginning: string): boolean =>
  folded(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.some((word) => word.startsWith(beginning)) ?? false;

/** As the index has words: small and without accents. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');

/** Everything that can be searched is written anew. */
export function indexAgain(db: Db): void {
  db.exec(`
    INSERT INTO caption_search (caption_search) VALUES ('delete-all');
    INSERT INTO caption_search (rowid, text)
      SELECT place, text FROM (
        SELECT image_id * ${perImage} + 2 * ordinal AS place, assistant AS text FROM turns
        UNION ALL
        SELECT image_id * ${perImage} + 2 * row_number() OVER (PARTITION BY image_id ORDER BY id) + 1, text FROM captions
      ) ORDER BY place;`);
}

export const clearIndexFrom = (db: Db, image: number): void => {
  db.prepare('DELETE FROM caption_search WHERE rowid >= ?').run(image * perImage);
};
