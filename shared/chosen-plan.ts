import { z } from 'zod';

/**
 * A preset, or a document of the user's own (YAML or JSON) that stands on one; `file` is its name in messages, a relative path of a model in it
 * stands below `folder`.
 */
export const ChosenPlan = z.strictObject({
  preset: z.string().optional(),
  document: z.strictObject({ file: z.string(), text: z.string(), folder: z.string().optional() }).optional(),
  /** The user's folder of images, else what the plan says. */
  data: z.string().min(1).optional(),
  /** One seed instead of the plan's. */
  seed: z.int().optional(),
});
export type ChosenPlan = z.infer<typeof ChosenPlan>;
