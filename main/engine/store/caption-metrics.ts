/** Captions as they are measured, and the metrics of each. A source is `original` or a model of a seed. */
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import type { SceneTruth } from '../../../shared/models.ts';
import type { CaptionMetrics } from '../quality/caption-metrics.ts';
import type { MetricColumn } from '../quality/quality-figures.ts';
import type { Db } from './database.ts';
import { notExcluded } from './images.ts';

export interface CaptionSource {
  readonly seed: number;
  readonly source: string;
  /** Captions that answer one of these; null: all of the source's. */
  readonly prompts: readonly string[] | null;
}

/** `caption` is captions.id, or minus the image's id for the text it came with. */
export interface CaptionToMeasure {
  readonly caption: number;
  readonly imageId: number;
  readonly prompt: string;
  readonly text: string;
  readonly truncated: number;
  readonly tokens: number | null;
  readonly logProbability: number | null;
  readonly original: string | null;
  readonly before: string | null;
  readonly width: number;
  readonly height: number;
  readonly truth: SceneTruth | null;
}

/** The captions of a source by image, from behind one of them on: keyset, so that the last page is as near as the first. */
const originals = `
  SELECT -images.id AS caption, images.id AS imageId, user AS prompt, assistant AS text, 0 AS truncated, NULL AS tokens,
    NULL AS logProbability, NULL AS original, width, height, truth
  FROM sets JOIN images ON set_name = sets.name JOIN turns ON image_id = images.id
  WHERE role = 'pretrain' AND ordinal = 0 AND images.id > @image AND ${notExcluded} ORDER BY images.id`;
const written = `
  SELECT captions.id AS caption, image_id AS imageId, prompt, text, truncated, tokens, log_probability AS logProbability,
    (SELECT assistant FROM turns WHERE image_id = captions.image_id AND ordinal = 0) AS original, width, height, truth
  FROM captions JOIN images ON images.id = image_id
  WHERE model = @source AND model_seed = @seed AND (@prompts IS NULL OR prompt IN (SELECT value FROM json_each(@prompts)))
    AND (image_id, captions.id) > (@image, @caption) ORDER BY image_id, captions.id`;

const captionsOf = ({ source }: CaptionSource): string => (source === 'original' ? originals : written);

export interface Place {
  readonly imageId: number;
  readonly caption: number;
}
export const beginning: Place = { imageId: 0, caption: 0 };

const bound = ({ seed, source, prompts }: CaptionSource, after: Place) => ({
  seed,
  source,
  prompts: prompts && JSON.stringify(prompts),
  image: after.imageId,
  caption: after.caption,
});

/** The next captions without metrics, with what `before` said about the same image. */
export function captionsToMeasure(
  db: Db,
  source: CaptionSource,
  { before, after, limit }: { before: string | null; after: Place; limit: number },
): CaptionToMeasure[] {
  const said =
    before === 'original'
      ? 'original'
      : `(SELECT text FROM captions WHERE model = @before AND model_seed = @seed AND image_id = imageId ORDER BY id LIMIT 1)`;
  const rows = db
    .prepare(
      `SELECT found.*, ${said} AS before FROM (${captionsOf(source)}) AS found
       WHERE NOT EXISTS (SELECT 1 FROM caption_metrics AS known WHERE known.model_seed = @seed AND known.source = @source AND known.caption = found.caption)
       LIMIT @limit`,
    )
    .all({ ...bound(source, after), before, limit }) as (Omit<CaptionToMeasure, 'truth'> & {
    truth: string | null;
  })[];
  return rows.map((row) => ({ ...row, truth: row.truth === null ? null : JSON.parse(row.truth) }));
}

export const countCaptions = (db: Db, source: CaptionSource): number =>
  db
    .prepare(`SELECT count(*) FROM (${captionsOf(source)})`)
    .pluck()
    .get(bound(source, beginning)) as number;

/** The next captions, measured or not. */
export const captionTexts = (
  db: Db,
  source: CaptionSource,
  { after, limit }: { after: Place; limit: number },
): { caption: number; imageId: number; text: string }[] =>
  db
    .prepare(`SELECT caption, imageId, text FROM (${captionsOf(source)}) LIMIT @limit`)
    .all({ ...bound(source, after), limit }) as { caption: number; imageId: number; text: string }[];

const columns: Record<MetricColumn, string> = {
  words: 'words',
  tokens: 'tokens',
  truncated: 'truncated',
  logProbability: 'log_probability',
  repetition: 'repetition',
  newWords: 'new_words',
  originalKept: 'original_kept',
  edited: 'edited',
  contentSimilarity: 'content_similarity',
  objectsNamed: 'objects_named',
  objectsRight: 'objects_right',
  objectsThere: 'objects_there',
  mentions: 'mentions',
  imagined: 'imagined',
  matchedMentions: 'matched_mentions',
  matchedImagined: 'matched_imagined',
  matchedMentionsBefore: 'matched_mentions_before',
  matchedImaginedBefore: 'matched_imagined_before',
  matchedWords: 'matched_words',
  boxes: 'boxes',
  boxesValid: 'boxes_valid',
  boxesJudged: 'boxes_judged',
  boxesFound: 'boxes_found',
  boxIou: 'box_iou',
  quotes: 'quotes',
  quotesJudged: 'quotes_judged',
  quotesRight: 'quotes_right',
  nearDuplicate: 'near_duplicate',
  quotesAsked: 'quotes_asked',
  quotesRead: 'quotes_read',
  imageText: 'image_text',
};
const later: readonly MetricColumn[] = ['nearDuplicate', 'quotesAsked', 'quotesRead', 'imageText'];
const first = (Object.keys(columns) as MetricColumn[]).filter((name) => !later.includes(name));

/** One transaction for the whole batch. */
export function insertCaptionMetrics(
  db: Db,
  { seed, source }: CaptionSource,
  measured: readonly { caption: number; imageId: number; metrics: CaptionMetrics }[],
): void {
  const insert = db.prepare(
    `INSERT INTO caption_metrics (model_seed, source, caption, image_id, ${first.map((name) => columns[name]).join(', ')})
     VALUES (@seed, @source, @caption, @imageId, ${first.map((name) => `@${name}`).join(', ')})`,
  );
  db.transaction(() => {
    for (const { caption, imageId, metrics } of measured)
      insert.run({ seed, source, caption, imageId, ...metrics });
  })();
}

export interface CaptionLikeness {
  readonly caption: number;
  readonly nearDuplicate: number | null;
  readonly selfSimilarity: number | null;
}

export function saveLikeness(
  db: Db,
  { seed, source }: CaptionSource,
  likeness: readonly CaptionLikeness[],
): void {
  const update = db.prepare(
    `UPDATE caption_metrics SET near_duplicate = @nearDuplicate, self_similarity = @selfSimilarity
     WHERE model_seed = @seed AND source = @source AND caption = @caption`,
  );
  db.transaction(() => {
    for (const one of likeness) update.run({ seed, source, ...one });
  })();
}

/** The asked columns of all captions of a source that have every one of them. */
export function metricColumns(
  db: Db,
  { seed, source }: CaptionSource,
  names: readonly MetricColumn[],
): Float64Array[] {
  const asked = names.map((name) => columns[name]);
  const rows = db
    .prepare(
      `SELECT ${asked.join(', ')} FROM caption_metrics WHERE model_seed = ? AND source = ?
       AND ${asked.map((column) => `${column} IS NOT NULL`).join(' AND ')} ORDER BY caption`,
    )
    .raw()
    .all(seed, source) as number[][];
  return names.map((_, i) => Float64Array.from(rows, (row) => row[i] as number));
}

/**
 * Metrics of a model's captions, and of the original text beside them, from the database that is attached as `source`: the captions have been
 * taken over before, each finds its own by image and prompt.
 */
export function takeCaptionMetrics(db: Db, model: string, seed: number): void {
  const measured = [...Object.values(columns), 'self_similarity'];
  const take = (caption: string, joins: string, of: string) =>
    db
      .prepare(
        `INSERT OR REPLACE INTO caption_metrics (model_seed, source, caption, image_id, ${measured.join(', ')})
         SELECT theirs.model_seed, theirs.source, ${caption}, image.id, ${measured.map((name) => `theirs.${name}`).join(', ')}
         FROM source.caption_metrics AS theirs
         JOIN source.images AS from_image ON from_image.id = theirs.image_id
         JOIN main.images AS image ON image.set_name = from_image.set_name AND image.name = from_image.name ${joins}
         WHERE theirs.model_seed = @seed AND theirs.source = @of`,
      )
      .run({ seed, of });
  take(
    'mine.id',
    `JOIN source.captions AS from_caption ON from_caption.id = theirs.caption
     JOIN main.captions AS mine ON mine.image_id = image.id AND mine.model = from_caption.model
       AND mine.model_seed = from_caption.model_seed AND mine.prompt = from_caption.prompt`,
    model,
  );
  take('-image.id', '', 'original');
  db.prepare(
    `INSERT OR REPLACE INTO caption_quality SELECT * FROM source.caption_quality AS theirs
     WHERE theirs.model_seed = ? AND theirs.source IN (?, 'original')`,
  ).run(seed, model);
}

/** How many captions have how many words or tokens; those of which it is not known are left out. */
export const captionLengths = (
  db: Db,
  { seed, source }: CaptionSource,
  of: 'words' | 'tokens' = 'words',
): [number, number][] =>
  db
    .prepare(
      `SELECT ${of}, count(*) FROM caption_metrics WHERE model_seed = ? AND source = ? AND ${of} IS NOT NULL GROUP BY ${of} ORDER BY ${of}`,
    )
    .raw()
    .all(seed, source) as [number, number][];

export function saveCaptionQuality(db: Db, quality: CaptionQuality): void {
  db.prepare('INSERT OR REPLACE INTO caption_quality (model_seed, source, json) VALUES (?, ?, ?)').run(
    quality.seed,
    quality.source,
    JSON.stringify(quality),
  );
}

export function captionQualityOf(db: Db, { seed, source }: CaptionSource): CaptionQuality | null {
  const found = db
    .prepare('SELECT json FROM caption_quality WHERE model_seed = ? AND source = ?')
    .pluck()
    .get(seed, source) as string | undefined;
  return found === undefined ? null : JSON.parse(found);
}

export const allCaptionQuality = (db: Db): CaptionQuality[] =>
  (db.prepare('SELECT json FROM caption_quality').pluck().all() as string[]).map((json) => JSON.parse(json));
