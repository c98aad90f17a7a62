/** What can be asked about the run of an experiment that is there. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const runRequests = {
  /** What each step is thought to take, by rates measured on this machine or shipped; null where nothing is known, 0 where it would be taken over. */
  'run.estimates': request(
    z.strictObject({ path: z.string().min(1) }),
    z.array(z.strictObject({ step: z.string(), seconds: z.number().nullable() })),
  ),
};
