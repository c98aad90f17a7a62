/** What can be asked about data of the user's own: a look before an import, and afterwards what was left out and what has changed. */
import { z } from 'zod';
import { DataPreview, FormatName, Mapping, QuarantinedItem, SourceFilters, SourceRole } from './data.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const path = z.string().min(1);

export const dataRequests = {
  /** Nothing is written. `mapping` corrects what is told by the content; `folder` may be one file. */
  'data.preview': request(
    z.strictObject({
      folder: path,
      role: SourceRole.default('pretraining'),
      format: FormatName.optional(),
      mapping: Mapping.partial().optional(),
      filters: SourceFilters.optional(),
      /** After so long the counts are those of what was read until then. */
      seconds: z.number().positive().max(600).default(20),
    }),
    DataPreview,
  ),
  /**
   * What an experiment's import left out, in its order; `after` is the `next` of the page before. `search` stands in the file's path, the
   * position or the reason; `reason` is the whole of one.
   */
  'data.quarantine': request(
    z.strictObject({
      path,
      search: z.string().max(1000).default(''),
      reason: z.string().nullable().default(null),
      after: z.int().nullable().default(null),
      limit: z.int().positive().max(10_000).default(1000),
    }),
    z.strictObject({
      items: z.array(QuarantinedItem),
      next: z.int().nullable(),
      /** Of all that search and reason let through; told with the first page only, like the next. */
      total: z.int().nullable(),
      /** Of everything that was left out. */
      reasons: z.array(z.strictObject({ reason: z.string(), count: z.int() })).nullable(),
    }),
  ),
  /**
   * Where a small picture of an image lies, at most 256 pixels a side: absolute path, and which bytes of that file (null: all). Made once, of any
   * kind of picture that can be imported.
   */
  'image.thumbnail': request(
    z.strictObject({ path, id: z.int() }),
    z.strictObject({
      file: z.string(),
      part: z.strictObject({ start: z.int(), bytes: z.int() }).nullable(),
    }),
  ),
  /** Files of an experiment's sources that are no longer as they were when they were imported. */
  'data.changes': request(
    z.strictObject({ path }),
    z.array(
      z.strictObject({
        source: z.string(),
        changes: z.array(z.strictObject({ path: z.string(), what: z.enum(['changed', 'new', 'gone']) })),
      }),
    ),
  ),
};
