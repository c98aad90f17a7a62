/** Takes back what steps have written. */
import type { Step } from '../../../shared/models.ts';
import type { Db } from './database.ts';
import { forgetJudged } from './judge-pairs.ts';
import { factOf, saveFact } from './measures.ts';
import { indexAgain } from './search.ts';

/** All or nothing: the rows of these steps go, and the steps stand as before they were begun. They are remembered as wanted anew. */
export function forgetResults(db: Db, steps: readonly Step[]): void {
  const reset = db.prepare(
    `UPDATE steps SET state = 'pending', done = 0, total = 0, rate = NULL, seconds_left = NULL, started_at = NULL, ended_at = NULL,
       note = NULL, peak_memory = NULL, key = NULL WHERE id = ?`,
  );
  db.transaction(() => {
    for (const step of steps) {
      forgetRows(db, step);
      for (const table of ['losses', 'skipped'])
        db.prepare(`DELETE FROM ${table} WHERE step_id = ?`).run(step.id);
      reset.run(step.id);
    }
    if (steps.some(({ kind, model }) => kind === 'recaption' || (kind === 'evaluate' && model === 'final')))
      indexAgain(db);
    saveFact(db, 'redone', [...new Set([...redoneSteps(db), ...steps.map(({ id }) => id)])]);
  })();
}

/** Steps that were asked to be done again: nothing is taken over for them. */
export const redoneSteps = (db: Db): string[] => factOf<string[]>(db, 'redone') ?? [];

function forgetRows(db: Db, { kind, model, seed, round }: Step): void {
  const ofModel = (table: string) =>
    db.prepare(`DELETE FROM ${table} WHERE model = ? AND model_seed = ?`).run(model, seed);
  // The final generalist's sample goes with its evaluation.
  if (kind === 'recaption' || (kind === 'evaluate' && model === 'final')) {
    forgetJudged(db, model as string, seed as number);
    for (const table of ['captions', 'failed_captions']) ofModel(table);
    for (const table of ['caption_statistics', 'coverage'])
      db.prepare(`DELETE FROM ${table} WHERE source = ? AND model_seed = ?`).run(model, seed);
  }
  if (kind === 'evaluate') for (const table of ['predictions', 'scores']) ofModel(table);
  if (kind === 'decide')
    db.prepare('DELETE FROM verdicts WHERE model_seed = ? AND round = ?').run(seed, round);
  if (kind === 'report') db.prepare('DELETE FROM summary').run();
}
