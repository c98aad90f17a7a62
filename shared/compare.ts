/** Several experiments side by side: their scores, what can be compared on identical questions, and where their plans differ. */
import { z } from 'zod';
import { Comparison, ExperimentState, Score } from './models.ts';
import { Plan } from './plan.ts';

/** A member of the plan that is not the same in both; null where one of them lacks it. */
export const PlanDifference = z.strictObject({
  /** `stages.sft.epochs` */
  member: z.string(),
  here: z.string().nullable(),
  there: z.string().nullable(),
});
export type PlanDifference = z.infer<typeof PlanDifference>;

/** A benchmark of both that cannot be compared question by question, and why. */
export const ApartBenchmark = z.strictObject({ benchmark: z.string(), why: z.string() });
export type ApartBenchmark = z.infer<typeof ApartBenchmark>;

export const OtherExperiment = z.strictObject({
  path: z.string(),
  name: z.string(),
  /** Why nothing of it can be read (deleted, written by a newer Squared, damaged); all else is empty then. */
  failure: z.strictObject({ message: z.string(), advice: z.string().nullable() }).nullable(),
  state: ExperimentState.nullable(),
  plan: Plan.nullable(),
  /** Main metrics of every model, for each seed and pooled. */
  scores: z.array(Score),
  /** Whose trainings are compared: the same seeds on both sides are paired, others are averaged question by question. */
  seeds: z.strictObject({ here: z.array(z.int()), there: z.array(z.int()) }),
  /** On the questions that both were asked; difference = here - there of the model of that name; `against` is the other's path. */
  comparisons: z.array(Comparison),
  /** Of each compared benchmark, the questions of this experiment; `n` of a comparison is how many of them both were asked. */
  questions: z.record(z.string(), z.int()),
  apart: z.array(ApartBenchmark),
  planDifferences: z.array(PlanDifference),
});
export type OtherExperiment = z.infer<typeof OtherExperiment>;
