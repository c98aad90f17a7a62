/** What the guided start asks before anything is made. */
import { z } from 'zod';
import { SetRole } from './set-role.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const Estimate = z.strictObject({
  /** Null where nothing comparable was measured. */
  seconds: z.number().nullable(),
  bytes: z.number().nullable(),
  /** At `usdPerHour`; null with the seconds. */
  usd: z.number().nullable(),
  usdPerHour: z.number(),
  /** What the figures come from, in a sentence. */
  basis: z.string(),
  freeBytes: z.number(),
});
export type Estimate = z.infer<typeof Estimate>;

export const wizardRequests = {
  /** How long a plan would take, from what was measured on this machine; else from its preset. */
  'plan.estimate': request(
    z.strictObject({ document: z.strictObject({ file: z.string(), text: z.string() }) }),
    Estimate,
  ),
  /** What a folder of the user's own holds, by its layout alone: nothing is imported and no picture is opened. */
  'data.look': request(
    z.strictObject({ path: z.string().min(1) }),
    z.strictObject({
      sets: z.array(
        z.strictObject({
          name: z.string(),
          role: SetRole,
          images: z.int(),
          /** True: there are more, and counting ended here. */
          more: z.boolean(),
        }),
      ),
      absent: z.array(z.strictObject({ what: z.string(), why: z.string() })),
    }),
  ),
};
