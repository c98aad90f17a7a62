/** What people answered. */
import type { JudgeAnswer, JudgeProgress, Stratum } from '../../../shared/judge.ts';
import type { Db } from './database.ts';

export interface NewJudgement {
  readonly pairId: number;
  readonly judge: string;
  /** The second source's caption stood left. */
  readonly swapped: boolean;
  readonly answer: JudgeAnswer;
  readonly seconds: number | null;
}

/** False where this judge has answered this pair before: the first answer stands. */
export function insertJudgement(db: Db, { pairId, judge, swapped, answer, seconds }: NewJudgement): boolean {
  const { changes } = db
    .prepare(
      `INSERT OR IGNORE INTO judgements (pair_id, judge, swapped, answer, seconds, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(pairId, judge, swapped ? 1 : 0, answer, seconds, new Date().toISOString());
  return changes === 1;
}

/** False where there is none. */
export function deleteLastJudgement(db: Db, judge: string): boolean {
  const { changes } = db
    .prepare('DELETE FROM judgements WHERE id = (SELECT max(id) FROM judgements WHERE judge = ?)')
    .run(judge);
  return changes === 1;
}

/** Pairs that a judge has answered or skipped. */
export function answersOfJudge(db: Db, judge: string): { pairId: number; answer: JudgeAnswer }[] {
  return db
    .prepare('SELECT pair_id AS pairId, answer FROM judgements WHERE judge = ? ORDER BY id')
    .all(judge) as { pairId: number; answer: JudgeAnswer }[];
}

/** Each judge under the name first signed with. */
export function judgesOf(db: Db): JudgeProgress[] {
  return db
    .prepare(
      `SELECT (SELECT judge FROM judgements AS own WHERE own.judge = mine.judge ORDER BY id LIMIT 1) AS judge,
         sum(answer <> 'skip') AS answered, sum(answer = 'skip') AS skipped, max(created_at) AS lastAt
       FROM judgements AS mine GROUP BY mine.judge ORDER BY min(id)`,
    )
    .all() as JudgeProgress[];
}

export interface Judgement extends Stratum {
  readonly pairId: number;
  readonly imageId: number;
  readonly judge: string;
  readonly swapped: boolean;
  readonly answer: Exclude<JudgeAnswer, 'skip'>;
}

/** Every answer but the skipped ones, with what it was about. */
export function allJudgements(db: Db): Judgement[] {
  const rows = db
    .prepare(
      `SELECT first, second, model_seed AS seed, pair_id AS pairId, image_id AS imageId, lower(judge) AS judge, swapped, answer
       FROM judgements JOIN judge_pairs ON judge_pairs.id = pair_id JOIN judge_strata ON judge_strata.id = stratum_id
       WHERE answer <> 'skip' ORDER BY judgements.id`,
    )
    .all() as (Omit<Judgement, 'swapped'> & { swapped: number })[];
  return rows.map((row) => ({ ...row, swapped: row.swapped === 1 }));
}
