/** What can leave an experiment as a dataset, in which format, and what the export says about itself. Plain data only. */
import { z } from 'zod';

export const exportFormats = ['llava', 'sharegpt', 'webdataset', 'vila', 'parquet', 'coco', 'kohya'] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;

/**
 * Which text: `original` (what the images came with), `round:2` (what the second round's model is trained on), `specialist:ocr` (what that
 * specialist answered), `final` (the final generalist's mixture).
 */
export const ExportPart = z
  .string()
  .regex(/^(original|final|round:[1-9]\d{0,3}|specialist:[a-z][a-z0-9-]*)$/, {
    error: 'must be original, round:N, specialist:NAME or final',
  });
export type ExportPart = z.infer<typeof ExportPart>;

/** `copy`: the export holds the pictures. `reference`: it names the files where they lie. */
export const ExportImages = z.enum(['copy', 'reference']);
export type ExportImages = z.infer<typeof ExportImages>;

/** Why something was left out or changed, and how often. */
export const ExportNote = z.strictObject({ why: z.string(), count: z.int() });
export type ExportNote = z.infer<typeof ExportNote>;

export const ExportResult = z.strictObject({
  folder: z.string(),
  part: ExportPart,
  format: ExportFormat,
  /** Null where the part is the same for every seed. */
  seed: z.int().nullable(),
  images: z.int(),
  captions: z.int(),
  turns: z.int(),
  files: z.int(),
  bytes: z.int(),
  seconds: z.number(),
  leftOut: z.array(ExportNote),
  /** Texts that the format could not take as they are. */
  changed: z.array(ExportNote),
});
export type ExportResult = z.infer<typeof ExportResult>;

/** What an experiment has to give now, for a form that offers it. */
export const ExportChoices = z.strictObject({
  parts: z.array(z.strictObject({ part: ExportPart, title: z.string(), seeds: z.array(z.int()) })),
  formats: z.array(
    z.strictObject({
      format: ExportFormat,
      title: z.string(),
      /** False where the format carries the pictures inside its files. */
      mayReference: z.boolean(),
    }),
  ),
});
export type ExportChoices = z.infer<typeof ExportChoices>;

/** How far an export is; `done` of `total` pretraining images have been looked at. */
export const ExportProgress = z.strictObject({
  path: z.string(),
  folder: z.string(),
  done: z.int(),
  total: z.int(),
  bytes: z.int(),
});
export type ExportProgress = z.infer<typeof ExportProgress>;
