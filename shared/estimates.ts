/** What a plan will take before it is begun: time, disk and money, from what was measured. */
import { z } from 'zod';

/** Null: nothing that it could be derived from was ever measured; `why` says what is missing. */
export const StepEstimate = z.strictObject({
  /** What the step works through, in the step's unit; null where that hangs on what is not known yet. */
  items: z.number().nullable(),
  seconds: z.number().nullable(),
  /** Written to the disk and kept. */
  bytes: z.number().nullable(),
  /** Hours at the plan's price, and what a server takes for its captions. */
  usd: z.number().nullable(),
  /** The experiment whose result would be taken over; such a step costs nothing. */
  reused: z.string().nullable(),
  why: z.string().nullable(),
});
export type StepEstimate = z.infer<typeof StepEstimate>;

/** Sums over the steps whose figures are known; `unknown` counts the others, so that a sum is never taken for more than it is. */
export const PlanTotals = z.strictObject({
  seconds: z.number(),
  bytes: z.number(),
  usd: z.number(),
  unknown: z.strictObject({ seconds: z.int(), bytes: z.int(), usd: z.int() }),
  reused: z.int(),
  /** Images that get at least one new text, and what people would take for describing them once. */
  recaptioned: z.number(),
  usdByPeople: z.number(),
});
export type PlanTotals = z.infer<typeof PlanTotals>;

export const PlanEstimate = z.strictObject({
  totals: PlanTotals,
  /** Where the figures come from, in sentences. */
  notes: z.array(z.string()),
});
export type PlanEstimate = z.infer<typeof PlanEstimate>;
