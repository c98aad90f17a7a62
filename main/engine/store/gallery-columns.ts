/** The measured captions of a source, column by column (migration 013): written when they are measured, read whole by the gallery. */
import type { captionFlags } from '../../../shared/gallery.ts';
import { measureExpressions } from './caption-measures.ts';
import type { Db } from './database.ts';
import { notExcluded } from './images.ts';

export interface Source {
  readonly source: string;
  readonly seed: number;
}

/** What is known of the columns without reading them. */
export interface ColumnsHead {
  readonly rows: number;
  /** Rows of captions that there are; the others are of images without one. */
  readonly captions: number;
  /** Names of the sets that `set` counts through. */
  readonly sets: readonly string[];
  /** Metrics that at least one caption has. */
  readonly metrics: readonly { metric: string; least: number; most: number; captions: number }[];
  readonly flags: readonly { flag: (typeof captionFlags)[number]; captions: number }[];
}

/** Columns of whole numbers. `place`: the caption's row in the search index is image * 2^20 + place; -1 where there is no caption. */
export const placeColumns = ['image', 'caption', 'place', 'set', 'flags'] as const;
export type PlaceColumn = (typeof placeColumns)[number];

/** Of each metric, as in shared/gallery.ts, an expression over caption_metrics. */
const expressions: Readonly<Record<string, string>> = {
  ...measureExpressions,
  'image-text': 'image_text',
  imagined: 'imagined',
};
/** Told as a flag. */
const { truncated: _, ...metricExpressions } = expressions;
export const columnMetrics: readonly string[] = Object.keys(metricExpressions);

/** A caption as its columns are made of it. */
export interface MeasuredRow {
  readonly caption: number;
  readonly image: number;
  readonly set: string;
  readonly place: number;
  readonly text: string;
  readonly truncated: number;
  readonly logProbability: number | null;
  readonly imagined: number | null;
  readonly duplicate: number | null;
  readonly invalidBoxes: number;
  readonly wrongQuotes: number | null;
  /** In the order of `columnMetrics`. */
  readonly metrics: readonly (number | null)[];
}

const selected = `caption, image_id AS image, set_name AS "set", caption_metrics.truncated, caption_metrics.log_probability AS logProbability,
  imagined, near_duplicate AS duplicate, boxes - boxes_valid AS invalidBoxes, quotes_judged - quotes_right AS wrongQuotes`;

/** The next measured captions of a source in the order of their ids. */
export function measuredRows(db: Db, { source, seed }: Source, after: number, limit: number): MeasuredRow[] {
  const original = source === 'original';
  const text = original
    ? '(SELECT assistant FROM turns WHERE image_id = caption_metrics.image_id AND ordinal = 0)'
    : '(SELECT text FROM captions WHERE id = caption)';
  const place = original
    ? '0'
    : '1 + 2 * (SELECT count(*) FROM captions AS up WHERE up.image_id = caption_metrics.image_id AND up.id <= caption)';
  const names = columnMetrics.map((name) => `${metricExpressions[name as keyof typeof metricExpressions]}`);
  const rows = db
    .prepare(
      `SELECT ${selected}, ${place} AS place, ${text} AS text, ${names.map((name, at) => `${qualified(name)} AS m${at}`).join(', ')}
       FROM caption_metrics JOIN images ON images.id = image_id
       WHERE model_seed = ? AND source = ? AND caption > ? ORDER BY caption LIMIT ?`,
    )
    .all(seed, source, after, limit) as (Omit<MeasuredRow, 'metrics'> & Record<string, number | null>)[];
  return rows.map((row) => ({ ...row, metrics: names.map((_name, at) => row[`m${at}`] ?? null) }));
}

/** Columns that other tables have, too. */
const qualified = (expression: string): string =>
  /^(tokens|truncated|log_probability)$/.test(expression) ? `caption_metrics.${expression}` : expression;

export const countMeasured = (db: Db, { source, seed }: Source): number =>
  db
    .prepare('SELECT count(*) FROM caption_metrics WHERE model_seed = ? AND source = ?')
    .pluck()
    .get(seed, source) as number;

/** The seed that the original text is measured under, whichever is asked for; null while a source has not been measured. */
export function measuredSeed(db: Db, { source, seed }: Source): number | null {
  const found = db
    .prepare(
      `SELECT model_seed FROM caption_quality WHERE source = @source AND (model_seed = @seed OR @source = 'original')
       ORDER BY model_seed = @seed DESC LIMIT 1`,
    )
    .pluck()
    .get({ source, seed }) as number | undefined;
  return found ?? null;
}

export function saveColumns(
  db: Db,
  { source, seed }: Source,
  head: ColumnsHead,
  columns: ReadonlyMap<string, Int32Array | Float32Array>,
): void {
  const insert = db.prepare(
    'INSERT INTO gallery_columns (source, model_seed, name, data) VALUES (?, ?, ?, ?)',
  );
  db.transaction(() => {
    // Another process may have made them meanwhile, from rows as new as these or newer.
    if (columnsHead(db, { source, seed })) return;
    db.prepare('INSERT INTO gallery_sources (source, model_seed, json) VALUES (?, ?, ?)').run(
      source,
      seed,
      JSON.stringify(head),
    );
    for (const [name, { buffer, byteOffset, byteLength }] of columns)
      insert.run(source, seed, name, Buffer.from(buffer, byteOffset, byteLength));
  })();
}

/** Null while there are no columns. */
export function columnsHead(db: Db, { source, seed }: Source): ColumnsHead | null {
  const json = db
    .prepare('SELECT json FROM gallery_sources WHERE source = ? AND model_seed = ?')
    .pluck()
    .get(source, seed) as string | undefined;
  return json === undefined ? null : JSON.parse(json);
}

/** One column; null where no caption has this metric. */
export const metricColumn = (db: Db, source: Source, metric: string): Float32Array | null => {
  const bytes = columnBytes(db, source, metric);
  return bytes && new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
};

export function placeColumn(db: Db, source: Source, name: PlaceColumn): Int32Array {
  const bytes = columnBytes(db, source, name);
  if (!bytes) throw new Error(`The gallery's column "${name}" of ${source.source} is missing.`);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function columnBytes(db: Db, { source, seed }: Source, name: string): Buffer | null {
  const bytes = db
    .prepare('SELECT data FROM gallery_columns WHERE source = ? AND model_seed = ? AND name = ?')
    .pluck()
    .get(source, seed, name) as Buffer | undefined;
  if (!bytes) return null;
  // Numbers of four bytes lie at multiples of four; a small buffer may lie anywhere.
  return bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
}

/** Every writer there is, each found by key: of a million captions no more rows are read than there are writers. */
export function captionWriters(db: Db): { source: string; seed: number; round: number | null }[] {
  const next = db.prepare(
    `SELECT model AS source, model_seed AS seed, round FROM captions
     WHERE (model, model_seed) > (?, ?) ORDER BY model, model_seed LIMIT 1`,
  );
  const found: { source: string; seed: number; round: number | null }[] = [];
  for (let last = { source: '', seed: 0 }; ; ) {
    const one = next.get(last.source, last.seed) as (typeof found)[number] | undefined;
    if (!one) return found;
    found.push(one);
    last = one;
  }
}

/** Pretraining images that models learn from, ascending. */
export const pretrainingIds = (db: Db): number[] =>
  db
    .prepare(
      `SELECT images.id FROM sets JOIN images ON set_name = sets.name
       WHERE role = 'pretrain' AND ${notExcluded} ORDER BY images.id`,
    )
    .pluck()
    .all() as number[];

/** For an image without a caption: its set, and whether it has a text of its own to fall back on. */
export const withoutCaption = (db: Db): ((image: number) => { set: string; original: boolean }) => {
  const read = db.prepare(
    `SELECT set_name AS "set", EXISTS (
       SELECT 1 FROM turns WHERE image_id = images.id AND ordinal = 0 AND trim(assistant) <> ''
     ) AS original FROM images WHERE id = ?`,
  );
  return (image) => {
    const { set, original } = read.get(image) as { set: string; original: number };
    return { set, original: original === 1 };
  };
};

/** The round that a writer's captions are for; null where they are for none, or there are none. */
export const roundOfWriter = (db: Db, { source, seed }: Source): number | null =>
  (db
    .prepare('SELECT round FROM captions WHERE model = ? AND model_seed = ? LIMIT 1')
    .pluck()
    .get(source, seed) as number | null | undefined) ?? null;
