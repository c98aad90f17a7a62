/** What can be asked about several experiments at once. */
import { z } from 'zod';
import { OtherExperiment } from './compare.ts';

const path = z.string().min(1);

export const compareRequests = {
  /** In the order in which the others are named. One that cannot be read says so and hides none of the rest. */
  'experiments.compare': {
    args: z.strictObject({
      path,
      others: z.array(path).min(1).max(2),
      /** Whose training; null: all of them pooled. */
      seed: z.int().nullable().default(null),
    }),
    result: z.array(OtherExperiment),
  },
};
