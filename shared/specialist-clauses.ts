/** What kinds of clauses a specialist's captions hold, and how many of them others say about the same images. */
import { z } from 'zod';

const Share = z.strictObject({ value: z.number(), low: z.number(), high: z.number(), n: z.int() });

/** Of one kind; all over the plan's seeds. */
export const KeptOfKind = z.strictObject({
  /** spatial, grounded, text or plain: main/engine/quality/clauses.ts. */
  kind: z.string(),
  /** In everything that the specialist narrates. */
  clauses: z.int(),
  /** For 100 of its captions; `n` counts them. */
  perHundred: Share,
  /**
   * Of its clauses about the images that both have described (`n`), the share that the other says as well; null where there are none, or the
   * other was not asked. The last round's captions tell what was known before.
   */
  before: Share.nullable(),
  /** The final generalist, asked to describe the image. */
  final: Share.nullable(),
  /** The final generalist, asked what the specialist was asked. */
  finalAsked: Share.nullable(),
});
export type KeptOfKind = z.infer<typeof KeptOfKind>;

export const KeptExample = z.strictObject({
  /** Null where the image is not stored. */
  image: z.int().nullable(),
  kind: z.string(),
  clause: z.string(),
  prompt: z.string(),
  /** What the final generalist says about the same image: asked to describe it, and asked the same. */
  final: z.string().nullable(),
  finalAsked: z.string().nullable(),
  kept: z.boolean(),
});
export type KeptExample = z.infer<typeof KeptExample>;

export const KeptClauses = z.strictObject({
  specialist: z.string(),
  captions: z.int(),
  /** What both have described: pretraining images, or those of the caption benchmark; null while there is nothing. */
  on: z.enum(['pretraining', 'benchmark']).nullable(),
  images: z.int(),
  kinds: z.array(KeptOfKind),
  examples: z.array(KeptExample),
});
export type KeptClauses = z.infer<typeof KeptClauses>;

export const specialistClausesRequests = {
  /** As the last report found it; null before, and of an experiment without specialists. */
  'specialists.clauses': {
    args: z.strictObject({ path: z.string().min(1) }),
    result: z.array(KeptClauses).nullable(),
  },
};
