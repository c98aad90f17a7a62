/** Searching captions: the index's rows begin with their image's id, so that images that match come in their order. */
import type { Db } from './database.ts';

/** Rows of the index that an image may have; migration 041 says the same. */
const perImage = 2 ** 20;
/** A word's beginning of up to so many characters has an index of its own. */
const indexedBeginning = 4;
/** A longer beginning is that of a few words as a rule, each of which is looked up. */
const mostWords = 64;

/** An expression of FTS5; null where the search has no word. The last word may be half typed. */
export function matchOf(db: Db, search: string | undefined): string | null {
  const words = search?.match(/[\p{L}\p{N}]+/gu);
  if (!words) return null;
  // Each word quoted, so that no query syntax of FTS5 reaches it.
  const quoted = words.map((word) => `"${word}"`);
  const last = words.at(-1) as string;
  const begun = last.length > indexedBeginning ? wordsFrom(db, last) : [];
  quoted[quoted.length - 1] =
    begun.length > 0 ? `(${begun.map((word) => `"${word}"`).join(' OR ')})` : `"${last}"*`;
  return quoted.join(' AND ');
}

/** Words that begin so, as the index writes them: small and without accents. Empty where they are too many. */
function wordsFrom(db: Db, beginning: string): string[] {
  const folded = beginning
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  const words = db
    .prepare('SELECT term FROM caption_words WHERE term >= ? AND term < ? LIMIT ?')
    .pluck()
    .all(folded, `${folded}\u{10ffff}`, mostWords + 1) as string[];
  return words.length > mostWords ? [] : words;
}

/** Ids of images that match, each once and ascending, from `first` to `last`; read only as far as they are asked for. */
export function* matchingImages(db: Db, match: string, first: number, last: number): Generator<number> {
  const rows = db
    .prepare(
      'SELECT rowid FROM caption_search WHERE caption_search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid',
    )
    .pluck()
    .iterate(match, first * perImage, (last + 1) * perImage) as Iterable<number>;
  let before = -1;
  for (const row of rows) {
    const id = Math.floor(row / perImage);
    if (id !== before) yield id;
    before = id;
  }
}

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
