/** What became of a benchmark's questions from one model to the next. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

/** Questions that both models have answered, each counted in one of the four. */
export const AnswerChanges = z.strictObject({
  model: z.string(),
  against: z.string(),
  /** Scored higher, or lower, than by `against`; parts of a point count. */
  gained: z.int(),
  lost: z.int(),
  /** Scored alike by both: at half a point or more, and below. */
  bothRight: z.int(),
  bothWrong: z.int(),
});
export type AnswerChanges = z.infer<typeof AnswerChanges>;

export const changesRequests = {
  /** Of each model against the one named before it. */
  'benchmark.changes': request(
    z.strictObject({
      path: z.string().min(1),
      benchmark: z.string(),
      seed: z.int(),
      models: z.array(z.string()).max(100),
    }),
    z.array(AnswerChanges),
  ),
};
