/** Single questions of benchmarks: what was asked, what the model said, what is right. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const path = z.string().min(1);

/** `gained` and `lost`: scored higher or lower than the model it is held against. The last four are a yes-or-no question's cells. */
export const ShownAnswers = z.enum([
  'all',
  'right',
  'wrong',
  'gained',
  'lost',
  'true-yes',
  'false-no',
  'true-no',
  'false-yes',
]);
export type ShownAnswers = z.infer<typeof ShownAnswers>;

export const BenchmarkAnswer = z.strictObject({
  ordinal: z.int(),
  item: z.string(),
  question: z.string(),
  /** In words, shortened where it is long. */
  truth: z.string(),
  /** Of the set `bench`; null where it is gone. */
  image: z.int().nullable(),
  answer: z.string(),
  /** 0..1, by the benchmark's scorer. */
  score: z.number(),
  otherAnswer: z.string().nullable(),
  otherScore: z.number().nullable(),
});
export type BenchmarkAnswer = z.infer<typeof BenchmarkAnswer>;

export const BenchmarkTally = z.strictObject({
  all: z.int(),
  /** Null where nothing was answered. */
  mean: z.number().nullable(),
  right: z.int(),
  wrong: z.int(),
  gained: z.int(),
  lost: z.int(),
  /** Where the questions want yes or no; an answer that says neither counts as the wrong one. */
  confusion: z
    .strictObject({ trueYes: z.int(), falseNo: z.int(), trueNo: z.int(), falseYes: z.int() })
    .nullable(),
});
export type BenchmarkTally = z.infer<typeof BenchmarkTally>;

/** One image with what a specialist answered about it. */
export const SpecialistExample = z.strictObject({
  image: z.int(),
  answers: z.array(z.strictObject({ prompt: z.string(), text: z.string() })),
});
export type SpecialistExample = z.infer<typeof SpecialistExample>;

export const benchmarkRequests = {
  /** Which benchmarks there are, and who has answered which of them. */
  'benchmark.overview': request(
    z.strictObject({ path }),
    z.strictObject({
      benchmarks: z.array(z.strictObject({ name: z.string(), questions: z.int() })),
      answered: z.array(z.strictObject({ model: z.string(), seed: z.int(), benchmark: z.string() })),
    }),
  ),
  'benchmark.items': request(
    z.strictObject({
      path,
      benchmark: z.string(),
      model: z.string(),
      seed: z.int(),
      against: z.string().nullable().default(null),
      show: ShownAnswers.default('all'),
      search: z.string().max(200).default(''),
      /** Keyset: the last ordinal of the page before; null is the first page. */
      after: z.int().nullable().default(null),
      limit: z.int().positive().max(500).default(100),
    }),
    z.strictObject({
      items: z.array(BenchmarkAnswer),
      next: z.int().nullable(),
      /** These two are told with the first page only. */
      total: z.int().nullable(),
      tally: BenchmarkTally.nullable(),
    }),
  ),
  /** A few images, evenly over those that it has answered about. */
  'specialist.examples': request(
    z.strictObject({
      path,
      model: z.string(),
      seed: z.int(),
      images: z.int().positive().max(24).default(6),
    }),
    z.array(SpecialistExample),
  ),
};
