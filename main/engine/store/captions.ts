import type { Caption, CaptionFailure } from '../../../shared/models.ts';
import type { Decoding } from '../../../shared/plan.ts';
import type { Db } from './database.ts';

/** Who asked what: the same for all captions of one step. */
export interface CaptionOrigin {
  readonly origin: 'recaption' | 'specialist';
  readonly round: number | null;
  readonly model: string;
  readonly modelSeed: number;
  readonly checkpoint: string;
  readonly decoding: Decoding;
  readonly seed: number;
}

export interface WrittenCaption {
  readonly imageId: number;
  readonly prompt: string;
  readonly text: string;
  /** Null, here and below: whoever wrote it does not tell. */
  readonly tokens: number | null;
  readonly logProbability: number | null;
  readonly minLogProbability: number | null;
  readonly truncated: boolean;
  /** From the request to the answer. */
  readonly seconds: number | null;
  /** What a server takes for it. */
  readonly usd: number | null;
}

export interface FailedCaption {
  readonly imageId: number;
  readonly prompt: string;
  readonly reason: string;
}

/** One transaction; once this returns, the captions are acknowledged and survive anything. */
export function insertCaptions(db: Db, origin: CaptionOrigin, captions: readonly WrittenCaption[]): void {
  const insert = db.prepare(
    `INSERT INTO captions (image_id, origin, round, model, model_seed, checkpoint, prompt, decoding, seed, text, tokens,
       log_probability, min_log_probability, truncated, seconds, usd, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { round, model, modelSeed, checkpoint, seed } = origin;
  const decoding = JSON.stringify(origin.decoding);
  const now = new Date().toISOString();
  db.transaction(() => {
    for (const one of captions) {
      insert.run(
        one.imageId,
        origin.origin,
        round,
        model,
        modelSeed,
        checkpoint,
        one.prompt,
        decoding,
        seed,
        one.text,
        one.tokens,
        one.logProbability,
        one.minLogProbability,
        one.truncated ? 1 : 0,
        one.seconds,
        one.usd,
        now,
      );
    }
  })();
}

export function insertFailures(
  db: Db,
  { model, modelSeed }: CaptionOrigin,
  failures: readonly FailedCaption[],
): void {
  const insert = db.prepare('INSERT OR REPLACE INTO failed_captions VALUES (?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const { imageId, prompt, reason } of failures) insert.run(imageId, model, modelSeed, prompt, reason);
  })();
}

/** What was asked about an image and never answered. */
export function failuresOfImage(db: Db, imageId: number): CaptionFailure[] {
  return db
    .prepare(
      `SELECT model, model_seed AS seed, prompt, reason FROM failed_captions WHERE image_id = ?
       ORDER BY model, model_seed, prompt`,
    )
    .all(imageId) as CaptionFailure[];
}

/** What a model was asked and never answered, counted by reason, the commonest first. */
export function failuresByReason(
  db: Db,
  model: string,
  modelSeed: number,
): { reason: string; count: number }[] {
  return db
    .prepare(
      `SELECT reason, count(*) AS count FROM failed_captions WHERE model = ? AND model_seed = ?
       GROUP BY reason ORDER BY count DESC, reason`,
    )
    .all(model, modelSeed) as { reason: string; count: number }[];
}

/** Of a model's captions: how many have a price, and what they cost together. */
export function priceOfCaptions(
  db: Db,
  model: string,
  modelSeed: number,
): { captions: number; tokens: number; usd: number } {
  return db
    .prepare(
      `SELECT count(usd) AS captions, total(tokens) AS tokens, total(usd) AS usd FROM captions
       WHERE model = ? AND model_seed = ?`,
    )
    .get(model, modelSeed) as { captions: number; tokens: number; usd: number };
}

export interface StoredCaption {
  readonly imageId: number;
  readonly row: number;
  readonly name: string;
  readonly prompt: string;
  readonly text: string;
  readonly truncated: boolean;
  readonly logProbability: number | null;
}

/** All captions of a model, by image. */
export function captionsOfModel(db: Db, model: string, modelSeed: number): StoredCaption[] {
  const rows = db
    .prepare(
      `SELECT image_id AS imageId, row, name, prompt, text, truncated, log_probability AS logProbability
       FROM captions JOIN images ON images.id = image_id WHERE model = ? AND model_seed = ? ORDER BY image_id, captions.id`,
    )
    .all(model, modelSeed) as (Omit<StoredCaption, 'truncated'> & { truncated: number })[];
  return rows.map((row) => ({ ...row, truncated: row.truncated === 1 }));
}

/** Everything said about one image: the texts it came with first, then caption by caption as they were written. */
export function captionsOfImage(db: Db, imageId: number): Caption[] {
  const originals = db
    .prepare('SELECT ordinal, user, assistant FROM turns WHERE image_id = ? ORDER BY ordinal')
    .all(imageId) as { ordinal: number; user: string; assistant: string }[];
  const written = db
    .prepare(
      `SELECT id, origin, round, model, checkpoint, prompt, text, seed, decoding, tokens, log_probability AS logProbability,
         truncated, seconds, usd, created_at AS createdAt, model_seed AS modelSeed FROM captions WHERE image_id = ? ORDER BY id`,
    )
    .all(imageId) as (Omit<Caption, 'imageId' | 'decoding' | 'truncated'> & {
    decoding: string;
    truncated: number;
    modelSeed: number;
  })[];
  return [
    ...originals.map(
      (turn): Caption => ({
        // Negative, so that an original's id never meets a caption's.
        id: -1 - turn.ordinal,
        imageId,
        origin: 'original',
        round: null,
        model: null,
        checkpoint: null,
        prompt: turn.user,
        text: turn.assistant,
        seed: null,
        decoding: null,
        tokens: null,
        logProbability: null,
        seconds: null,
        usd: null,
        truncated: false,
        createdAt: '',
      }),
    ),
    ...written.map(
      ({ modelSeed, decoding, truncated, ...rest }): Caption => ({
        ...rest,
        seed: modelSeed,
        imageId,
        decoding: JSON.parse(decoding),
        truncated: truncated === 1,
      }),
    ),
  ];
}

/** Captions of a few images, evenly over those that the model wrote about: each is found by key, however many there are. */
export function examplesOfModel(
  db: Db,
  model: string,
  modelSeed: number,
  images: number,
): { image: number; prompt: string; text: string }[] {
  const ends = db
    .prepare(
      'SELECT min(image_id) AS first, max(image_id) AS last FROM captions WHERE model = ? AND model_seed = ?',
    )
    .get(model, modelSeed) as { first: number | null; last: number | null };
  if (ends.first === null || ends.last === null) return [];
  const { first, last } = ends;
  const next = db
    .prepare('SELECT min(image_id) FROM captions WHERE model = ? AND model_seed = ? AND image_id >= ?')
    .pluck();
  const wanted = Array.from({ length: images }, (_, at) =>
    Math.floor(first + ((last - first) * at) / images),
  );
  const chosen = new Set(wanted.map((from) => next.get(model, modelSeed, from) as number));
  const of = db.prepare(
    'SELECT image_id AS image, prompt, text FROM captions WHERE model = ? AND model_seed = ? AND image_id = ? ORDER BY id',
  );
  return [...chosen].flatMap(
    (image) => of.all(model, modelSeed, image) as { image: number; prompt: string; text: string }[],
  );
}
