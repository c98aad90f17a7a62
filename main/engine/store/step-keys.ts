/** Finding and taking over what another experiment has already made. */
import type { Step } from '../../../shared/models.ts';
import { annotatedThings } from './annotated-things.ts';
import { takeCaptionMetrics } from './caption-metrics.ts';
import type { Db } from './database.ts';
import { readObjectTruthAgain, sameObjectTruth } from './object-truth.ts';

export function saveStepKey(db: Db, id: string, key: string): void {
  db.prepare('UPDATE steps SET key = ? WHERE id = ?').run(key, id);
}

/** True where this experiment has finished a step of that key. */
export const hasDone = (db: Db, key: string): boolean =>
  Boolean(db.prepare("SELECT 1 FROM steps WHERE key = ? AND state = 'done'").get(key));

/** A digest's worth of text: every image with its content's hash, every turn, in the order of the import, and the names of annotated things. */
export function* importedContent(db: Db): Generator<string> {
  for (const row of db
    .prepare('SELECT set_name, name, sha256, row FROM images ORDER BY id')
    .raw()
    .iterate() as Iterable<unknown[]>)
    yield JSON.stringify(row);
  for (const row of db
    .prepare('SELECT image_id, ordinal, user, assistant FROM turns ORDER BY image_id, ordinal')
    .raw()
    .iterate() as Iterable<unknown[]>)
    yield JSON.stringify(row);
  yield JSON.stringify(annotatedThings(db));
}

/** Copies the rows that a step has written in another experiment's database. All or none; throws where an image has no counterpart. */
export function takeRows(db: Db, sourceFile: string, step: Step, checkpoint: string | null): void {
  db.prepare('ATTACH ? AS source').run(sourceFile);
  try {
    db.transaction(() => {
      const { id, model, seed } = step;
      if (step.kind === 'recaption') takeCaptions(db, model, seed, checkpoint);
      if (step.kind === 'evaluate') {
        for (const table of ['predictions', 'scores']) {
          db.prepare(
            `INSERT INTO ${table} SELECT * FROM source.${table} WHERE model = ? AND model_seed = ?`,
          ).run(model, seed);
        }
        // The final generalist's sample goes with its evaluation; all other captions are a recaption's.
        if (model === 'final') takeCaptions(db, model, seed, checkpoint);
      }
      for (const table of ['losses', 'skipped']) {
        db.prepare(`INSERT OR REPLACE INTO ${table} SELECT * FROM source.${table} WHERE step_id = ?`).run(id);
      }
    })();
  } finally {
    db.exec('DETACH source');
  }
}

function takeCaptions(db: Db, model: string | null, seed: number | null, checkpoint: string | null): void {
  const { expected } = db
    .prepare('SELECT count(*) AS expected FROM source.captions WHERE model = ? AND model_seed = ?')
    .get(model, seed) as { expected: number };
  const { changes } = db
    .prepare(
      `INSERT INTO captions (image_id, origin, round, model, model_seed, checkpoint, prompt, decoding, seed, text, tokens,
         log_probability, min_log_probability, truncated, seconds, usd, created_at)
       SELECT mine.id, origin, round, model, model_seed, ?, prompt, decoding, seed, text, tokens,
         log_probability, min_log_probability, truncated, seconds, usd, created_at
       FROM source.captions AS caption
       JOIN source.images AS theirs ON theirs.id = caption.image_id
       JOIN main.images AS mine ON mine.set_name = theirs.set_name AND mine.name = theirs.name
       WHERE model = ? AND model_seed = ? ORDER BY caption.id`,
    )
    .run(checkpoint, model, seed);
  db.prepare(
    `INSERT OR REPLACE INTO failed_captions SELECT mine.id, model, model_seed, prompt, reason FROM source.failed_captions AS failed
     JOIN source.images AS theirs ON theirs.id = failed.image_id
     JOIN main.images AS mine ON mine.set_name = theirs.set_name AND mine.name = theirs.name
     WHERE model = ? AND model_seed = ?`,
  ).run(model, seed);
  // As it was counted there: how many were wanted is known to who asked alone.
  db.prepare(
    'INSERT OR REPLACE INTO coverage SELECT * FROM source.coverage WHERE source = ? AND model_seed = ?',
  ).run(model, seed);
  if (changes !== expected) throw new Error(`Of ${expected} captions ${changes} have their image here.`);
  db.prepare(
    "INSERT OR REPLACE INTO caption_statistics SELECT * FROM source.caption_statistics WHERE model_seed = ? AND source IN (?, 'original')",
  ).run(seed, model);
  if (!sameObjectTruth(db)) readObjectTruthAgain(db);
  else if (model !== null && seed !== null) takeCaptionMetrics(db, model, seed);
}
