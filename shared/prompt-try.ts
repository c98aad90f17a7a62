/** A try: a plan's prompts put to a model about a few of its images, before anything runs. */
import { z } from 'zod';
import { CheckpointCaptioner, Decoding, FolderCaptioner } from './plan.ts';

/**
 * Who answers. `plan`: the captioner that the plan names, where that is a model that is there already. `shipped`: the pico model as it comes
 * with Squared. `checkpoint`: a model that an experiment has trained. `folder`: a SmolVLM in ONNX.
 */
export const TriedModel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plan') }),
  z.strictObject({ kind: z.literal('shipped') }),
  CheckpointCaptioner,
  FolderCaptioner,
]);
export type TriedModel = z.infer<typeof TriedModel>;

export const TriedImage = z.strictObject({
  /** As the source names it. */
  name: z.string(),
  /** A data URI, at most 160 pixels a side; null where it cannot be shown. */
  thumbnail: z.string().nullable(),
  /** What the data says about it; null where that is nothing. */
  original: z.string().nullable(),
  /** Null where nothing was asked, as the picture cannot be read. */
  prompt: z.string().nullable(),
  caption: z
    .strictObject({
      text: z.string(),
      tokens: z.int().nullable(),
      /** Of a token, mean; null where the captioner does not tell. */
      logProbability: z.number().nullable(),
      /** It came to the longest length allowed. */
      truncated: z.boolean(),
      /** A server's own; null where the images are answered together. */
      seconds: z.number().nullable(),
      /** Why the plan's `keep` would not train on it; null where it would. */
      rejected: z.string().nullable(),
    })
    .nullable(),
  /** Why it has no caption. */
  error: z.string().nullable(),
});
export type TriedImage = z.infer<typeof TriedImage>;

export const PromptTry = z.strictObject({
  /** Who has answered, in words. */
  by: z.string(),
  /** What has to be known about the answers; null where nothing has. */
  note: z.string().nullable(),
  decoding: Decoding,
  /** `opening`: until the pictures and the model were there. `captioning`: all answers together. */
  seconds: z.strictObject({ opening: z.number(), captioning: z.number() }),
  images: z.array(TriedImage),
  /** Where the next images begin; null where there are no more. */
  next: z.int().nullable(),
});
export type PromptTry = z.infer<typeof PromptTry>;

export const TryPhase = z.enum(['pictures', 'model', 'captions']);
export type TryPhase = z.infer<typeof TryPhase>;
