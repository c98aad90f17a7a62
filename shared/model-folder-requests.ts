/** A folder of the user's own as the model that a plan trains: looked at before anything is begun. */
import { z } from 'zod';

export const InspectedModel = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('usable'),
    architecture: z.string(),
    parameters: z.int(),
    /** Of these, what learns: the LM and the projector. */
    learning: z.int(),
    /** Pixels a side. */
    imageSize: z.int(),
    visualTokens: z.int(),
    vocabulary: z.int(),
    positions: z.int(),
    /** Bytes at least, and where the figures come from; `here`: what this machine has in all. */
    memory: z.strictObject({
      training: z.number(),
      captioning: z.number(),
      here: z.number(),
      formula: z.string(),
    }),
    /** Bytes of the disk for each image of an experiment: its pixels, and the encoder's features where they are kept. */
    bytesPerImage: z.strictObject({ pixels: z.int(), features: z.int() }),
  }),
  z.strictObject({ state: z.literal('unusable'), what: z.string(), cure: z.string() }),
]);
export type InspectedModel = z.infer<typeof InspectedModel>;

export const modelFolderRequests = {
  /** `path`: an absolute path, or `pico`. */
  'models.inspect': { args: z.strictObject({ path: z.string().min(1) }), result: InspectedModel },
};
