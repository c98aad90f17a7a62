/** How much memory a model takes for what an experiment does with it, against what this machine has. */
import { z } from 'zod';
import { CheckpointCaptioner, FolderCaptioner } from './plan.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const WeighedModel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shipped') }),
  CheckpointCaptioner,
  FolderCaptioner,
]);
export type WeighedModel = z.infer<typeof WeighedModel>;

export const MemoryNeeds = z.strictObject({
  /** Null: its files do not tell. */
  parameters: z.int().nullable(),
  weightBytes: z.int(),
  /** The most that is resident at a time, of all processes together. */
  uses: z.array(
    z.strictObject({
      use: z.enum(['training and captioning', 'captioning']),
      bytes: z.int(),
      /** Where the figure is from, in words. */
      source: z.string(),
      fits: z.boolean(),
    }),
  ),
  /** Why it is not trained here; null where it is. */
  untrainable: z.string().nullable(),
  machine: z.strictObject({
    memoryBytes: z.int(),
    /** Null: there is none, or its maker's tool is not here. */
    gpu: z.strictObject({ name: z.string(), memoryBytes: z.int().nullable() }).nullable(),
  }),
});
export type MemoryNeeds = z.infer<typeof MemoryNeeds>;

export const memoryRequests = {
  'memory.needs': request(z.strictObject({ model: WeighedModel }), MemoryNeeds),
};
