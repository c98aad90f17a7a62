/** What a folder of the user's own brings beside its images. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const OwnDataBrings = z.strictObject({
  /** Files of benchmarks, in `bench/`. */
  benchmarks: z.boolean(),
  /** What is in the images, in `truth/`. */
  objectTruth: z.boolean(),
});
export type OwnDataBrings = z.infer<typeof OwnDataBrings>;

export const ownDataRequests = {
  /** Nothing is read but the names of folders and files. */
  'data.brings': request(z.strictObject({ folder: z.string().min(1) }), OwnDataBrings),
};
