import type { Step } from '../../../shared/models.ts';
import type { Db } from './database.ts';

const columns = `id, ordinal, kind, title, seed, model, round, state, done, total, rate, unit,
  seconds_left AS secondsLeft, started_at AS startedAt, ended_at AS endedAt, note`;

/** Puts the planned steps in, once; steps that are there keep their state. */
export function insertSteps(db: Db, steps: readonly Step[]): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO steps (id, ordinal, kind, title, seed, model, round, state, unit, note)
     VALUES (@id, @ordinal, @kind, @title, @seed, @model, @round, @state, @unit, @note)`,
  );
  db.transaction(() => {
    for (const step of steps) insert.run(step);
  })();
}

export function allSteps(db: Db): Step[] {
  return db.prepare(`SELECT ${columns} FROM steps ORDER BY ordinal`).all() as Step[];
}

export function saveStep(db: Db, step: Step): void {
  db.prepare(
    `UPDATE steps SET state = @state, done = @done, total = @total, rate = @rate, seconds_left = @secondsLeft,
       started_at = @startedAt, ended_at = @endedAt, note = @note WHERE id = @id`,
  ).run(step);
}

export function savePeakMemory(db: Db, id: string, bytes: number): void {
  db.prepare('UPDATE steps SET peak_memory = max(coalesce(peak_memory, 0), ?) WHERE id = ?').run(bytes, id);
}

export function peakMemory(db: Db): number | null {
  return (db.prepare('SELECT max(peak_memory) AS bytes FROM steps').get() as { bytes: number | null }).bytes;
}

export interface Skip {
  readonly what: string;
  readonly count: number;
  readonly why: string;
}

/** What a step left out; a step that runs again replaces its own entries. */
export function replaceSkipped(db: Db, stepId: string, entries: readonly Skip[]): void {
  const insert = db.prepare('INSERT INTO skipped (step_id, what, count, why) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    db.prepare('DELETE FROM skipped WHERE step_id = ?').run(stepId);
    for (const { what, count, why } of entries) insert.run(stepId, what, count, why);
  })();
}

export function allSkipped(db: Db): Skip[] {
  return db.prepare('SELECT what, count, why FROM skipped ORDER BY step_id, what').all() as Skip[];
}
