/** What is written in images as an OCR model reads it, and captions that claim to read something. */
import type { CaptionSource } from './caption-metrics.ts';
import type { Db } from './database.ts';

export interface QuotingCaption {
  readonly caption: number;
  readonly imageId: number;
  readonly file: string;
  readonly text: string;
}

const textOf = `CASE WHEN caption < 0 THEN (SELECT assistant FROM turns WHERE image_id = images.id AND ordinal = 0)
  ELSE (SELECT text FROM captions WHERE captions.id = caption) END`;
const scattered = 'ORDER BY (image_id * 2654435761) % 4294967296, caption LIMIT @limit';

/**
 * At most `limit` captions of a source that quote something. Drawn by a scattering of the image's id, so that every source is asked about
 * the same images first and each is read once.
 */
export const quotingCaptions = (db: Db, { seed, source }: CaptionSource, limit: number): QuotingCaption[] =>
  db
    .prepare(
      `SELECT caption, image_id AS imageId, file, ${textOf} AS text
       FROM caption_metrics JOIN images ON images.id = image_id
       WHERE model_seed = @seed AND source = @source AND quotes > 0 ${scattered}`,
    )
    .all({ seed, source, limit }) as QuotingCaption[];

export type ImageTexts = { readonly texts: readonly string[] } | { readonly refused: string };

export function imageTextsOf(db: Db, imageId: number): ImageTexts | null {
  const row = db.prepare('SELECT texts, refused FROM image_texts WHERE image_id = ?').get(imageId) as
    | { texts: string | null; refused: string | null }
    | undefined;
  if (!row) return null;
  return row.texts === null ? { refused: row.refused ?? '' } : { texts: JSON.parse(row.texts) };
}

export function saveImageTexts(db: Db, imageId: number, read: ImageTexts): void {
  const [texts, refused] = 'texts' in read ? [JSON.stringify(read.texts), null] : [null, read.refused];
  db.prepare('INSERT OR REPLACE INTO image_texts VALUES (?, ?, ?)').run(imageId, texts, refused);
}

/** Of each caption's quotations: how many were looked for, and how many the OCR model reads too. */
export function saveQuotesRead(
  db: Db,
  { seed, source }: CaptionSource,
  captions: readonly { caption: number; asked: number; read: number }[],
): void {
  const update = db.prepare(
    `UPDATE caption_metrics SET quotes_asked = @asked, quotes_read = @read
     WHERE model_seed = @seed AND source = @source AND caption = @caption`,
  );
  db.transaction(() => {
    for (const one of captions) update.run({ seed, source, ...one });
  })();
}

/** The same draw, of all captions of a source; `known`: this one has been judged. */
export const captionsForImageText = (
  db: Db,
  { seed, source }: CaptionSource,
  limit: number,
): { caption: number; file: string; text: string; known: number }[] =>
  db
    .prepare(
      `SELECT caption, file, image_text IS NOT NULL AS known, ${textOf} AS text
       FROM caption_metrics JOIN images ON images.id = image_id
       WHERE model_seed = @seed AND source = @source AND caption_metrics.words > 0 ${scattered}`,
    )
    .all({ seed, source, limit }) as { caption: number; file: string; text: string; known: number }[];

export function saveImageText(
  db: Db,
  { seed, source }: CaptionSource,
  caption: number,
  similarity: number,
): void {
  db.prepare(
    'UPDATE caption_metrics SET image_text = ? WHERE model_seed = ? AND source = ? AND caption = ?',
  ).run(similarity, seed, source, caption);
}
