/** The handlers of one file of requests, typed by it. */
import type { z } from 'zod';

type AnyRequests = Record<string, { args: z.ZodType; result: z.ZodType }>;

export type HandlersOf<R extends AnyRequests> = {
  [N in keyof R]: (
    args: z.output<R[N]['args']>,
  ) => z.output<R[N]['result']> | Promise<z.output<R[N]['result']>>;
};
