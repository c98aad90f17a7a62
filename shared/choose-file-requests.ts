/** The system's dialog for one file. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const chooseFileRequests = {
  /** Null when it was closed without a choice. */
  'window.chooseFile': request(
    z.strictObject({ purpose: z.enum(['instances', 'detections']) }),
    z.strictObject({ path: z.string().nullable() }),
  ),
};
