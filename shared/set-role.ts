import { z } from 'zod';

/** What a set of images is for. `more`: further images for the control that trains on more of them. */
export const SetRole = z.enum(['pretrain', 'more', 'sft', 'held-out', 'specialist', 'bench']);
export type SetRole = z.infer<typeof SetRole>;
