/** Trying prompts before anything runs. */
import { z } from 'zod';
import { ChosenPlan } from './chosen-plan.ts';
import { PromptTry, TriedModel } from './prompt-try.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const promptsRequests = {
  /**
   * Five images of the plan's data are captioned with its prompts, decoding and seed, by the code that captions all of them. Nothing is
   * written to an experiment. One at a time: a new try ends the one before.
   */
  'prompts.try': request(
    z.strictObject({
      ...ChosenPlan.shape,
      model: TriedModel,
      /** This one alone; absent, the plan's, drawn for each image as a run draws them. */
      prompt: z.string().trim().min(1).max(4000).optional(),
      /** Images before the first one that is asked about. */
      skip: z.int().min(0).max(1000).default(0),
    }),
    PromptTry,
  ),
  'prompts.cancel': request(z.strictObject({}), z.strictObject({ cancelled: z.boolean() })),
};
