/** Predictions and what was made of them. */
import type { CaptionStatistics, Coverage, LossPoint, Score, Verdict } from '../../../shared/models.ts';
import type { Db } from './database.ts';

export interface Prediction {
  readonly benchmark: string;
  readonly item: string;
  readonly text: string;
  readonly score: number;
  readonly logProbability: number;
}

export function insertPredictions(
  db: Db,
  model: string,
  modelSeed: number,
  predictions: readonly Prediction[],
): void {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO predictions (benchmark, item, model, model_seed, text, score, log_probability) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  db.transaction(() => {
    for (const one of predictions)
      insert.run(one.benchmark, one.item, model, modelSeed, one.text, one.score, one.logProbability);
  })();
}

/** In the items' own order of text, which is the same for every model: pairs line up. */
export function predictionsOf(db: Db, model: string, modelSeed: number, benchmark: string): Prediction[] {
  return db
    .prepare(
      `SELECT benchmark, item, text, score, log_probability AS logProbability FROM predictions
       WHERE model = ? AND model_seed = ? AND benchmark = ? ORDER BY item`,
    )
    .all(model, modelSeed, benchmark) as Prediction[];
}

/** Scores of answers that are there already; nothing else of them changes. */
export function updatePredictionScores(
  db: Db,
  model: string,
  modelSeed: number,
  predictions: readonly Pick<Prediction, 'benchmark' | 'item' | 'score'>[],
): void {
  const update = db.prepare(
    'UPDATE predictions SET score = ? WHERE model = ? AND model_seed = ? AND benchmark = ? AND item = ?',
  );
  db.transaction(() => {
    for (const { benchmark, item, score } of predictions)
      update.run(score, model, modelSeed, benchmark, item);
  })();
}

/** Who has answered what: each model and seed with the benchmarks it has answers to. */
export function answeredBenchmarks(db: Db): { model: string; seed: number; benchmark: string }[] {
  return db
    .prepare(
      `SELECT DISTINCT model, model_seed AS seed, benchmark FROM predictions ORDER BY model_seed, model, benchmark`,
    )
    .all() as { model: string; seed: number; benchmark: string }[];
}

export function replaceScores(db: Db, model: string, modelSeed: number, scores: readonly Score[]): void {
  const insert = db.prepare('INSERT INTO scores (model, model_seed, benchmark, json) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    db.prepare('DELETE FROM scores WHERE model = ? AND model_seed = ?').run(model, modelSeed);
    for (const score of scores) insert.run(model, modelSeed, score.benchmark, JSON.stringify(score));
  })();
}

export function allScores(db: Db): Score[] {
  return parsed(db, 'SELECT json FROM scores ORDER BY rowid');
}

export function saveCaptionStatistics(db: Db, seed: number, statistics: CaptionStatistics): void {
  db.prepare('INSERT OR REPLACE INTO caption_statistics (source, model_seed, json) VALUES (?, ?, ?)').run(
    statistics.source,
    seed,
    JSON.stringify(statistics),
  );
}

export function allCaptionStatistics(db: Db): CaptionStatistics[] {
  return parsed(db, 'SELECT json FROM caption_statistics ORDER BY rowid');
}

export function saveCoverage(db: Db, coverage: Coverage): void {
  db.prepare('INSERT OR REPLACE INTO coverage (source, model_seed, json) VALUES (?, ?, ?)').run(
    coverage.source,
    coverage.seed,
    JSON.stringify(coverage),
  );
}

/** In the order in which they were written. */
export function coverages(db: Db): Coverage[] {
  return parsed(db, 'SELECT json FROM coverage ORDER BY rowid');
}

export function saveVerdict(db: Db, verdict: Verdict): void {
  db.prepare('INSERT OR REPLACE INTO verdicts (model_seed, round, json) VALUES (?, ?, ?)').run(
    verdict.seed,
    verdict.round,
    JSON.stringify(verdict),
  );
}

export function allVerdicts(db: Db): Verdict[] {
  const stored = parsed<Verdict>(db, 'SELECT json FROM verdicts ORDER BY model_seed, round');
  // An older Squared could not overrule.
  return stored.map((verdict) => ({ ...verdict, overruled: verdict.overruled ?? null }));
}

/** `comparisons` and `scores` over all seeds, as the report step left them. */
export function saveSummary(db: Db, name: 'comparisons' | 'scores', value: unknown): void {
  db.prepare('INSERT OR REPLACE INTO summary (name, json) VALUES (?, ?)').run(name, JSON.stringify(value));
}

export function summaryOf<T>(db: Db, name: 'comparisons' | 'scores'): T[] {
  return (parsed(db, 'SELECT json FROM summary WHERE name = ?', name)[0] as T[] | undefined) ?? [];
}

/** A resumed training may report a step again; the later figure stands. */
export function insertLoss(db: Db, point: LossPoint): void {
  db.prepare(
    `INSERT OR REPLACE INTO losses (step_id, model_seed, model, stage, at, loss, held_out, learning_rate, samples_per_second)
     VALUES (@stepId, @seed, @model, @stage, @at, @loss, @heldOut, @learningRate, @samplesPerSecond)`,
  ).run(point);
}

export function allLosses(db: Db): LossPoint[] {
  return db
    .prepare(
      `SELECT step_id AS stepId, model_seed AS seed, model, stage, at, loss, held_out AS heldOut, learning_rate AS learningRate,
         samples_per_second AS samplesPerSecond FROM losses ORDER BY step_id, at`,
    )
    .all() as LossPoint[];
}

export function saveFact(db: Db, name: string, value: unknown): void {
  db.prepare('INSERT OR REPLACE INTO facts (name, json) VALUES (?, ?)').run(name, JSON.stringify(value));
}

export function factOf<T>(db: Db, name: string): T | null {
  return (parsed(db, 'SELECT json FROM facts WHERE name = ?', name)[0] as T | undefined) ?? null;
}

function parsed<T>(db: Db, sql: string, ...values: unknown[]): T[] {
  return (db.prepare(sql).all(...values) as { json: string }[]).map((row) => JSON.parse(row.json) as T);
}
