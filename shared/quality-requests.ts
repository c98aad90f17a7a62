/** What can be asked about the quality of captions and of the data. */
import { z } from 'zod';
import { CaptionQuality } from './caption-quality.ts';
import { Leakage } from './leakage.ts';

const path = z.string().min(1);

export const qualityRequests = {
  /** What has been measured so far; `leakage` is null until it has been looked for. */
  'experiment.quality': {
    args: z.strictObject({ path }),
    result: z.strictObject({ captions: z.array(CaptionQuality), leakage: Leakage.nullable() }),
  },
};
