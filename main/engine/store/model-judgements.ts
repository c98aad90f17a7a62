/** What judge models answered about pairs, how they scored captions, and what they never answered. */
import type { Stratum } from '../../../shared/judge.ts';
import type { Db } from './database.ts';

/** What is kept of an answer beside what it says. */
export interface AnswerOrigin {
  readonly judge: string;
  readonly said: string;
  readonly address: string;
  readonly tokens: number | null;
  readonly seconds: number | null;
  readonly usd: number | null;
}

export interface ModelJudgement extends Stratum {
  readonly pairId: number;
  readonly imageId: number;
  readonly swapped: boolean;
  readonly answer: 'left' | 'right' | 'tie';
}

export interface ModelScore {
  readonly source: string;
  readonly seed: number;
  readonly imageId: number;
  readonly score: number;
}

/** One transaction; `question` names the failure that this answer takes away. */
export function insertModelJudgement(
  db: Db,
  question: string,
  { pairId, swapped, answer }: Pick<ModelJudgement, 'pairId' | 'swapped' | 'answer'>,
  { judge, said, address, tokens, seconds, usd }: AnswerOrigin,
): void {
  db.transaction(() => {
    db.prepare('INSERT OR IGNORE INTO model_judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      judge,
      pairId,
      swapped ? 1 : 0,
      answer,
      said,
      address,
      tokens,
      seconds,
      usd,
      new Date().toISOString(),
    );
    forgetFailure(db, judge, question);
  })();
}

/** As `insertModelJudgement`. */
export function insertModelScore(
  db: Db,
  question: string,
  { source, seed, imageId, score }: ModelScore,
  { judge, said, address, tokens, seconds, usd }: AnswerOrigin,
): void {
  db.transaction(() => {
    db.prepare('INSERT OR IGNORE INTO model_scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      judge,
      source,
      seed,
      imageId,
      score,
      said,
      address,
      tokens,
      seconds,
      usd,
      new Date().toISOString(),
    );
    forgetFailure(db, judge, question);
  })();
}

export function insertModelFailure(db: Db, judge: string, question: string, reason: string): void {
  db.prepare('INSERT OR REPLACE INTO model_judge_failures VALUES (?, ?, ?)').run(judge, question, reason);
}

const forgetFailure = (db: Db, judge: string, question: string): void => {
  db.prepare('DELETE FROM model_judge_failures WHERE judge = ? AND question = ?').run(judge, question);
};

export function modelJudges(db: Db): string[] {
  return db
    .prepare(
      `SELECT judge FROM model_judgements UNION SELECT judge FROM model_scores UNION SELECT judge FROM model_judge_failures
       ORDER BY judge`,
    )
    .pluck()
    .all() as string[];
}

export function modelJudgementsOf(db: Db, judge: string): ModelJudgement[] {
  const rows = db
    .prepare(
      `SELECT first, second, model_seed AS seed, pair_id AS pairId, image_id AS imageId, swapped, answer
       FROM model_judgements JOIN judge_pairs ON judge_pairs.id = pair_id JOIN judge_strata ON judge_strata.id = stratum_id
       WHERE judge = ? ORDER BY pair_id, swapped`,
    )
    .all(judge) as (Omit<ModelJudgement, 'swapped'> & { swapped: number })[];
  return rows.map((row) => ({ ...row, swapped: row.swapped === 1 }));
}

export function modelScoresOf(db: Db, judge: string): ModelScore[] {
  return db
    .prepare(
      `SELECT source, model_seed AS seed, image_id AS imageId, score FROM model_scores WHERE judge = ?
       ORDER BY model_seed, source, image_id`,
    )
    .all(judge) as ModelScore[];
}

/** The commonest first. */
export function modelFailuresOf(db: Db, judge: string): { reason: string; count: number }[] {
  return db
    .prepare(
      `SELECT reason, count(*) AS count FROM model_judge_failures WHERE judge = ? GROUP BY reason ORDER BY count DESC, reason`,
    )
    .all(judge) as { reason: string; count: number }[];
}

/** What its answers took; `usd` null where none of them has a price. */
export function modelJudgeBill(
  db: Db,
  judge: string,
): { addresses: string[]; tokens: number; usd: number | null } {
  const answers = `(SELECT address, tokens, usd FROM model_judgements WHERE judge = @judge
    UNION ALL SELECT address, tokens, usd FROM model_scores WHERE judge = @judge)`;
  const { tokens, usd } = db
    .prepare(`SELECT ifnull(sum(tokens), 0) AS tokens, sum(usd) AS usd FROM ${answers}`)
    .get({ judge }) as { tokens: number; usd: number | null };
  const addresses = db
    .prepare(`SELECT DISTINCT address FROM ${answers} ORDER BY address`)
    .pluck()
    .all({ judge }) as string[];
  return { addresses, tokens, usd };
}
