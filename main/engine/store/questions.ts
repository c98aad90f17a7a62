/** Benchmarks' questions with what models answered: pages by keyset, counts of right, wrong, gained and lost. */
import type { BenchmarkAnswer, BenchmarkTally, ShownAnswers } from '../../../shared/benchmark-requests.ts';
import type { Db } from './database.ts';

export interface NewQuestion {
  readonly benchmark: string;
  readonly item: string;
  readonly image: string;
  readonly prompt: string;
  readonly truth: string;
  readonly yesNo: 'yes' | 'no' | null;
}

/** Replaces what was asked before: an import begins anew. */
export function replaceQuestions(db: Db, questions: readonly NewQuestion[]): void {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO questions (benchmark, item, image, prompt, truth, yes_no) VALUES (@benchmark, @item, @image, @prompt, @truth, @yesNo)',
  );
  db.transaction(() => {
    db.prepare('DELETE FROM questions').run();
    for (const question of questions) insert.run(question);
  })();
}

export const countQuestions = (db: Db): number =>
  db.prepare('SELECT count(*) FROM questions').pluck().get() as number;

/** Benchmarks in the order in which they were stored. */
export const questionsByBenchmark = (db: Db): { name: string; questions: number }[] =>
  db
    .prepare(
      'SELECT benchmark AS name, count(*) AS questions FROM questions GROUP BY benchmark ORDER BY min(ordinal)',
    )
    .all() as { name: string; questions: number }[];

/** Who has answered anything. */
export const answeringModels = (db: Db): { model: string; seed: number; benchmark: string }[] =>
  db
    .prepare(
      'SELECT DISTINCT model, model_seed AS seed, benchmark FROM predictions ORDER BY model, model_seed',
    )
    .all() as { model: string; seed: number; benchmark: string }[];

export interface AnswerFilter {
  readonly benchmark: string;
  readonly model: string;
  readonly seed: number;
  readonly against: string | null;
  readonly show: ShownAnswers;
  readonly search: string;
}

/** From this score on an answer counts as right; scorers that give parts of a point are told apart by their figure. */
const right = '(mine.score >= 0.5)';

const shown: Record<ShownAnswers, string> = {
  all: '1',
  right,
  wrong: `NOT ${right}`,
  gained: 'mine.score > other.score',
  lost: 'mine.score < other.score',
  'true-yes': `yes_no = 'yes' AND ${right}`,
  'false-no': `yes_no = 'yes' AND NOT ${right}`,
  'true-no': `yes_no = 'no' AND ${right}`,
  'false-yes': `yes_no = 'no' AND NOT ${right}`,
};

const joined = `questions
  JOIN predictions AS mine ON mine.model = @model AND mine.model_seed = @seed AND mine.benchmark = questions.benchmark AND mine.item = questions.item
  LEFT JOIN predictions AS other ON other.model = @against AND other.model_seed = @seed AND other.benchmark = questions.benchmark
    AND other.item = questions.item`;

const found = `(@pattern = '' OR prompt LIKE @pattern ESCAPE '\\' OR questions.truth LIKE @pattern ESCAPE '\\' OR mine.text LIKE @pattern ESCAPE '\\')`;

export function answersPage(db: Db, filter: AnswerFilter, after: number, limit: number): BenchmarkAnswer[] {
  return db
    .prepare(
      `SELECT ordinal, questions.item, prompt AS question, questions.truth, images.id AS image, mine.text AS answer, mine.score,
         other.text AS otherAnswer, other.score AS otherScore
       FROM ${joined} LEFT JOIN images ON set_name = 'bench' AND images.name = questions.image
       WHERE questions.benchmark = @benchmark AND ordinal > @after AND ${shown[filter.show]} AND ${found}
       ORDER BY ordinal LIMIT @limit`,
    )
    .all({ ...values(filter), after, limit }) as BenchmarkAnswer[];
}

export const answersTotal = (db: Db, filter: AnswerFilter): number =>
  db
    .prepare(
      `SELECT count(*) FROM ${joined} WHERE questions.benchmark = @benchmark AND ${shown[filter.show]} AND ${found}`,
    )
    .pluck()
    .get(values(filter)) as number;

/** Over the whole benchmark, whatever is shown of it. */
export function answersTally(db: Db, filter: AnswerFilter): BenchmarkTally {
  const count = (name: ShownAnswers): string => `count(*) FILTER (WHERE ${shown[name]})`;
  const row = db
    .prepare(
      `SELECT count(*) AS "all", avg(mine.score) AS mean, count(yes_no) AS "yesNo",
         ${(['right', 'wrong', 'gained', 'lost', 'true-yes', 'false-no', 'true-no', 'false-yes'] as const)
           .map((name) => `${count(name)} AS "${name}"`)
           .join(', ')}
       FROM ${joined} WHERE questions.benchmark = @benchmark`,
    )
    .get(values({ ...filter, search: '' })) as Omit<BenchmarkTally, 'confusion'> &
    Record<'yesNo' | 'true-yes' | 'false-no' | 'true-no' | 'false-yes', number>;
  const { all, mean, right: rightOnes, wrong, gained, lost } = row;
  return {
    all,
    mean,
    right: rightOnes,
    wrong,
    gained,
    lost,
    confusion:
      row.yesNo === 0
        ? null
        : {
            trueYes: row['true-yes'],
            falseNo: row['false-no'],
            trueNo: row['true-no'],
            falseYes: row['false-yes'],
          },
  };
}

/** The words as they stand, wherever they stand: LIKE's own signs among them mean themselves. */
const values = ({ search, show: _show, ...rest }: AnswerFilter) => ({
  ...rest,
  pattern: search === '' ? '' : `%${search.replace(/[\\%_]/g, '\\$&')}%`,
});
