/** The stored metrics of one caption by their names in shared/caption-quality.ts. */
import type { Db } from './database.ts';

/** Each metric as an expression over its row; null where it cannot be told of a caption. */
export const measureExpressions = {
  words: 'words',
  tokens: 'tokens',
  truncated: 'truncated',
  'log-probability': 'log_probability',
  repetition: 'repetition',
  'new-words': 'new_words',
  'original-kept': 'original_kept',
  edited: 'edited',
  'content-similarity': 'content_similarity',
  'self-similarity': 'self_similarity',
  'near-duplicates': 'near_duplicate',
  'object-precision': 'objects_right * 1.0 / nullif(objects_named, 0)',
  'object-recall': 'objects_right * 1.0 / nullif(objects_there, 0)',
  'chair-s': 'imagined > 0',
  'chair-i': 'imagined * 1.0 / nullif(mentions, 0)',
  'boxes-valid': 'boxes_valid * 1.0 / nullif(boxes, 0)',
  'boxes-found': 'boxes_found * 1.0 / nullif(boxes_judged, 0)',
  'box-iou': 'box_iou / nullif(boxes_judged, 0)',
  'quotes-right': 'quotes_right * 1.0 / nullif(quotes_judged, 0)',
  'quotes-read': 'quotes_read * 1.0 / nullif(quotes_asked, 0)',
  'image-text': 'image_text',
} as const;

const columns = Object.entries(measureExpressions).map(([name, expression]) => `${expression} AS "${name}"`);

/** Empty where the caption has not been measured. `caption` is captions.id, or minus the image's id for the text it came with. */
export function storedMeasures(
  db: Db,
  { seed, source, caption }: { seed: number; source: string; caption: number },
): Record<string, number> {
  // The original text is the same for every seed and is measured under one of them.
  const row = db
    .prepare(
      `SELECT ${columns.join(', ')} FROM caption_metrics
       WHERE source = @source AND caption = @caption AND (model_seed = @seed OR @source = 'original')
       ORDER BY model_seed = @seed DESC LIMIT 1`,
    )
    .get({ seed, source, caption }) as Record<string, number | null> | undefined;
  return Object.fromEntries(
    Object.entries(row ?? {}).filter((entry): entry is [string, number] => entry[1] !== null),
  );
}

/** Of the least likely token of each caption of an image, by captions.id. */
export const leastLogProbabilities = (db: Db, image: number): Map<number, number | null> =>
  new Map(
    db.prepare('SELECT id, min_log_probability FROM captions WHERE image_id = ?').raw().all(image) as [
      number,
      number | null,
    ][],
  );
