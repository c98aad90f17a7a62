/** What can be asked about taking a dataset out of an experiment. */
import { z } from 'zod';
import { ExportChoices, ExportFormat, ExportImages, ExportPart, ExportResult } from './export.ts';

const path = z.string().min(1);

export const exportRequests = {
  /** The parts that have text now, with the seeds that have it, and the formats. */
  'dataset.choices': { args: z.strictObject({ path }), result: ExportChoices },
  /** Answers when the folder is complete; `export.progress` tells how far it is. Nothing is left behind by one that fails. */
  'dataset.export': {
    args: z.strictObject({
      path,
      part: ExportPart,
      format: ExportFormat,
      /** The plan's first where nothing is said. */
      seed: z.int().optional(),
      images: ExportImages.default('copy'),
      /** The new folder, or with `name` the folder that will hold it. */
      out: path,
      name: z.string().min(1).optional(),
    }),
    result: ExportResult,
  },
  /** False when none of this experiment's exports was under way. */
  'dataset.cancelExport': {
    args: z.strictObject({ path }),
    result: z.strictObject({ cancelled: z.boolean() }),
  },
};
