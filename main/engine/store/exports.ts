/** Reading an experiment out page by page, so that a million images take no more memory than a thousand. */
import type { Decoding } from '../../../shared/plan.ts';
import type { StoredCaption } from './captions.ts';
import type { Db } from './database.ts';
import type { StoredImage } from './images.ts';

export interface ExportedImage extends StoredImage {
  readonly sha256: string;
  /** Where the source says it was loaded from; null, here and below, where nothing is known of it. */
  readonly address: string | null;
  /** Which source it came with, and where it stands in it. */
  readonly source: number | null;
  readonly position: string | null;
}

const ofPretraining = "set_name IN (SELECT name FROM sets WHERE role = 'pretrain')";

/** The pretraining images after `after`, by id. */
export function pretrainingPage(db: Db, after: number, limit: number): ExportedImage[] {
  return db
    .prepare(
      `SELECT id, set_name AS "set", name, file, sha256, width, height, row, address, source, position
       FROM images LEFT JOIN image_origins ON image_id = id
       WHERE id > ? AND ${ofPretraining} ORDER BY id LIMIT ?`,
    )
    .all(after, limit) as ExportedImage[];
}

export function countPretraining(db: Db): { images: number; sets: number } {
  return db
    .prepare(`SELECT count(*) AS images, count(DISTINCT set_name) AS sets FROM images WHERE ${ofPretraining}`)
    .get() as { images: number; sets: number };
}

export interface TurnOfImage {
  readonly imageId: number;
  readonly user: string;
  readonly assistant: string;
}

/** What the images from `first` to `last` came with, image by image, in order. */
export function turnsBetween(db: Db, first: number, last: number): TurnOfImage[] {
  return db
    .prepare(
      `SELECT image_id AS imageId, user, assistant FROM turns WHERE image_id BETWEEN ? AND ?
       ORDER BY image_id, ordinal`,
    )
    .all(first, last) as TurnOfImage[];
}

export type CaptionOfImage = Omit<StoredCaption, 'row' | 'name'>;

/** A model's captions of the images from `first` to `last`, in the order of `captionsOfModel`. */
export function captionsBetween(
  db: Db,
  model: string,
  modelSeed: number,
  first: number,
  last: number,
): CaptionOfImage[] {
  const rows = db
    .prepare(
      `SELECT image_id AS imageId, prompt, text, truncated, log_probability AS logProbability FROM captions
       WHERE model = ? AND model_seed = ? AND image_id BETWEEN ? AND ? ORDER BY image_id, id`,
    )
    .all(model, modelSeed, first, last) as (Omit<CaptionOfImage, 'truncated'> & { truncated: number })[];
  return rows.map((row) => ({ ...row, truncated: row.truncated === 1 }));
}

/** Where a model's captions come from; several entries where it was asked in several ways. */
export interface CaptionOriginRow {
  readonly checkpoint: string;
  readonly decoding: Decoding;
  readonly samplingSeed: number;
  readonly captions: number;
  readonly truncated: number;
  readonly from: string;
  readonly until: string;
}

export function sourcesOfCaptions(db: Db, model: string, modelSeed: number): CaptionOriginRow[] {
  const rows = db
    .prepare(
      `SELECT checkpoint, decoding, seed AS samplingSeed, count(*) AS captions, total(truncated) AS truncated,
         min(created_at) AS "from", max(created_at) AS until
       FROM captions WHERE model = ? AND model_seed = ? GROUP BY checkpoint, decoding, seed ORDER BY captions DESC`,
    )
    .all(model, modelSeed) as (Omit<CaptionOriginRow, 'decoding'> & { decoding: string })[];
  return rows.map((row) => ({ ...row, decoding: JSON.parse(row.decoding) as Decoding }));
}

/** Which models have written anything, with their seed. */
export function writersOfCaptions(db: Db): { model: string; seed: number }[] {
  return db.prepare('SELECT DISTINCT model, model_seed AS seed FROM captions').all() as {
    model: string;
    seed: number;
  }[];
}

/** The archives that images were imported from, by their path in the source's folder. */
export function archivesOfSources(db: Db): { source: number; path: string }[] {
  return db
    .prepare(
      "SELECT source, path FROM source_files WHERE path LIKE '%.tar' OR path LIKE '%.tar.gz' OR path LIKE '%.tgz'",
    )
    .all() as { source: number; path: string }[];
}
