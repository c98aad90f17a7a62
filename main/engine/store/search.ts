/** Searching captions: the index's rows begin with their image's id, so that images that match come in their order. */
import type { Db } from './database.ts';

/** Rows of the index that an image may have; migration 010 says the same. */
const perImage = 2 ** 20;
/** Beginnings of words up to this length have an index of their own (migration 010). */
const indexedBeginning = 4;
/** Rows whose word begins the same and goes on otherwise; after so many the index is asked for the whole beginning, which it has to gather. */
const mostMisses = 500;
/** Numbers arrive as floats, and the index passes over bounds that are no integers: it would read every row before them. */
const integer = 'CAST(? AS INTEGER)';

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

/** Finds only what fits, whatever it takes: for who reads all of it. */
export const exactly = ({ exact }: Search): Search => ({ match: exact, beginning: null, exact });

/** Ids of images that fit, each once and ascending, from `first` to `last`; read only as far as they are asked for. */
export function* matchingImages(db: Db, search: Search, first: number, last: number): Generator<number> {
  const rows = db
    .prepare(
      `SELECT rowid FROM caption_search WHERE caption_search MATCH ? AND rowid >= ${integer} AND rowid < ${integer} ORDER BY rowid`,
    )
    .pluck()
    .iterate(search.match, first * perImage, (last + 1) * perImage) as Iterable<number>;
  const { beginning } = search;
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
      yield* matchingImages(db, exactly(search), id, last);
      return;
    }
  }
}

/** The same of few enough images to be read in one go, and only what fits. */
export function matchingImagesWithin(db: Db, { exact }: Search, first: number, last: number): number[] {
  const rows = db
    .prepare(
      `SELECT rowid FROM caption_search WHERE caption_search MATCH ? AND rowid >= ${integer} AND rowid < ${integer} ORDER BY rowid`,
    )
    .pluck()
    .all(exact, first * perImage, (last + 1) * perImage) as number[];
  const ids: number[] = [];
  for (const row of rows) {
    const id = Math.floor(row / perImage);
    if (id !== ids.at(-1)) ids.push(id);
  }
  return ids;
}

/** Whether one text fits: by its image and its place among the image's texts in the index. */
export function textMatcher(db: Db, { match, beginning }: Search): (image: number, place: number) => boolean {
  const found = db
    .prepare(`SELECT 1 FROM caption_search WHERE caption_search MATCH ? AND rowid = ${integer}`)
    .pluck();
  const textOf = textReader(db);
  return (image, place) =>
    place >= 0 &&
    found.get(match, image * perImage + place) !== undefined &&
    (beginning === null || hasWord(textOf(image, place), beginning));
}

/** All texts that fit, in order; null where there are more than `most`. */
export function matchingTexts(db: Db, { match, exact }: Search, most: number | null): MatchingTexts | null {
  const read = (expression: string, limit: number) =>
    db
      .prepare('SELECT rowid FROM caption_search WHERE caption_search MATCH ? ORDER BY rowid LIMIT ?')
      .pluck()
      .all(expression, limit) as number[];
  if (most === null) return new MatchingTexts(read(exact, -1));
  const rows = read(match, most + 1);
  if (rows.length > most) return null;
  return new MatchingTexts(match === exact ? rows : read(exact, -1));
}

export class MatchingTexts {
  readonly #rows: readonly number[];

  constructor(rows: readonly number[]) {
    this.#rows = rows;
  }

  /** Leaves 1 only in `fits` where the row's text is among them; images ascend, and of one image its places. */
  keepIn(fits: Uint8Array, images: Int32Array, places: Int32Array): void {
    let at = 0;
    for (let row = 0; row < fits.length; row++) {
      if (!fits[row]) continue;
      const wanted = (images[row] as number) * perImage + (places[row] as number);
      while (at < this.#rows.length && (this.#rows[at] as number) < wanted) at++;
      if (this.#rows[at] !== wanted) fits[row] = 0;
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

/** Everything that can be searched is written anew; columns that know places of the index go. */
export function indexAgain(db: Db): void {
  db.exec(`
    DELETE FROM gallery_sources;
    INSERT INTO caption_search (caption_search) VALUES ('delete-all');
    INSERT INTO caption_search (rowid, text)
      SELECT place, text FROM (
        SELECT image_id * ${perImage} + 2 * ordinal AS place, assistant AS text FROM turns
        UNION ALL
        SELECT image_id * ${perImage} + 2 * row_number() OVER (PARTITION BY image_id ORDER BY id) + 1, text FROM captions
      ) ORDER BY place;`);
}

export const clearIndexFrom = (db: Db, image: number): void => {
  db.prepare(`DELETE FROM caption_search WHERE rowid >= ${integer}`).run(image * perImage);
};
