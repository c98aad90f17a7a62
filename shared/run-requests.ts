/** What can be asked about the run of an experiment that is there. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const runRequests = {
  /** What each step is thought to take, by rates measured on this machine or shipped; null where nothing is known, 0 where it would be taken over. */
  'run.estimates': request(
    z.strictObject({ path: z.string().min(1) }),
    z.array(z.strictObject({ step: z.string(), seconds: z.number().nullable() })),
  ),
  /** The steps of the plan in an order that can be run, each with those whose results it reads. */
  'run.graph': request(
    z.strictObject({ path: z.string().min(1) }),
    z.array(z.strictObject({ step: z.string(), after: z.array(z.string()) })),
  ),
  /**
   * Lines of the whole log that contain the words (whatever their case; a hyphen is a space, as names are shown), written between two times.
   * `lines`: the last `limit` of them, oldest first; `count`: all of them.
   */
  'run.searchLog': request(
    z.strictObject({
      path: z.string().min(1),
      words: z.string().max(200).default(''),
      from: z.iso.datetime().nullable().default(null),
      to: z.iso.datetime().nullable().default(null),
      limit: z.int().positive().max(2000).default(500),
    }),
    z.strictObject({ lines: z.array(z.string()), count: z.int() }),
  ),
};
