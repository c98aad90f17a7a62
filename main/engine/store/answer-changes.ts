/** Right and wrong from one model to another, question by question. */
import type { AnswerChanges } from '../../../shared/changes-requests.ts';
import type { Db } from './database.ts';

/** The counts are of questions that both have answered; together they are all of these. */
export function changesBetween(
  db: Db,
  benchmark: string,
  seed: number,
  model: string,
  against: string,
): AnswerChanges {
  const counts = db
    .prepare(
      `SELECT count(*) FILTER (WHERE mine.score > other.score) AS gained,
         count(*) FILTER (WHERE mine.score < other.score) AS lost,
         count(*) FILTER (WHERE mine.score = other.score AND mine.score >= 0.5) AS bothRight,
         count(*) FILTER (WHERE mine.score = other.score AND mine.score < 0.5) AS bothWrong
       FROM questions
       JOIN predictions AS mine ON mine.model = @model AND mine.model_seed = @seed AND mine.benchmark = questions.benchmark
         AND mine.item = questions.item
       JOIN predictions AS other ON other.model = @against AND other.model_seed = @seed AND other.benchmark = questions.benchmark
         AND other.item = questions.item
       WHERE questions.benchmark = @benchmark`,
    )
    .get({ benchmark, seed, model, against }) as Omit<AnswerChanges, 'model' | 'against'>;
  return { model, against, ...counts };
}
