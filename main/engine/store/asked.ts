/** What a benchmark asked, told so that the same question is known again in another experiment. */
import type { Db } from './database.ts';

export interface AskedQuestion {
  readonly item: string;
  readonly prompt: string;
  readonly truth: string;
  /** Of the picture's bytes; null where the picture is not known. */
  readonly sha256: string | null;
}

/** In the order of the benchmark. */
export const askedQuestions = (db: Db, benchmark: string): AskedQuestion[] =>
  db
    .prepare(
      `SELECT item, prompt, questions.truth, sha256 FROM questions
       LEFT JOIN images ON set_name = 'bench' AND images.name = questions.image
       WHERE benchmark = ? ORDER BY ordinal`,
    )
    .all(benchmark) as AskedQuestion[];

/** The picture of each of a benchmark's questions that has one, by item. */
export const imagesAsked = (db: Db, benchmark: string): Map<string, number> =>
  new Map(
    db
      .prepare(
        `SELECT item, images.id FROM questions JOIN images ON set_name = 'bench' AND images.name = questions.image
         WHERE benchmark = ?`,
      )
      .raw()
      .all(benchmark) as [string, number][],
  );
