/** What can be asked about benchmarks and the answers that are stored. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const path = z.string().min(1);

/** What scoring one model's answers to one benchmark anew has changed. */
export const Rescored = z.strictObject({
  model: z.string(),
  seed: z.int(),
  benchmark: z.string(),
  metric: z.string(),
  /** Official rule followed, before and now; scorers of one benchmark are never mixed. */
  scorerBefore: z.string().nullable(),
  scorer: z.string(),
  /** The primary metric; null where it had not been stored. */
  before: z.number().nullable(),
  /** Null where no stored answer fits a question; the old score is then kept. */
  after: z.number().nullable(),
  answers: z.int(),
  /** Answers whose score is another now. */
  changed: z.int(),
  /** Further figures (by split, type, ...) that are other now, are new or are gone. */
  furtherChanged: z.int(),
  /** Stored answers to questions that the files do not have: of another split, or of files since replaced. They are kept and not scored. */
  withoutQuestion: z.int(),
  /** Questions without a stored answer. */
  unanswered: z.int(),
});
export type Rescored = z.infer<typeof Rescored>;

export const benchmarksRequests = {
  /** Scores every stored answer anew, without running a model. A running experiment is refused. */
  'benchmarks.rescore': request(
    z.strictObject({ path }),
    z.strictObject({
      rescored: z.array(Rescored),
      /** Benchmarks with stored answers that cannot be scored, and why. */
      left: z.array(z.strictObject({ benchmark: z.string(), why: z.string() })),
    }),
  ),
  /**
   * Takes a benchmark out of parquet into a dataset's folder `bench`: its pictures, and its questions as JSON lines. Nothing is overwritten.
   * `split` null: the only one there is.
   */
  'benchmarks.unpack': request(
    z.strictObject({
      from: path,
      dataset: path,
      benchmark: z.string().regex(/^[a-z][a-z0-9-]*$/),
      split: z.string().min(1).nullable().default(null),
    }),
    z.strictObject({
      questions: z.int(),
      images: z.int(),
      file: z.string(),
      /** The first of the rows that were left out. */
      left: z.array(z.strictObject({ position: z.string(), why: z.string() })),
      leftOut: z.int(),
    }),
  ),
};
