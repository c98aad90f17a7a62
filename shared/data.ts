/** What stands in a user's own data and how it is read: roles, fields, filters, and what a look at it gives. */
import { z } from 'zod';

/**
 * What a source is for. `more-pretraining` is read by the control of more data alone; `held-out` is instruction data whose loss is measured
 * and that nothing learns from.
 */
export const SourceRole = z.enum([
  'pretraining',
  'more-pretraining',
  'sft',
  'held-out',
  'specialist',
  'benchmark',
]);
export type SourceRole = z.infer<typeof SourceRole>;

export const formatNames = [
  'webdataset',
  'vila-webdataset',
  'finevision',
  'recap-datacomp',
  'coyo',
  'parquet',
  'llama-factory',
  'share-gpt',
  'llava',
  'blip',
  'coco',
  'image-folder',
  'vlmevalkit',
  'kohya',
  'plain-folder',
] as const;
export const FormatName = z.enum(formatNames);
export type FormatName = z.infer<typeof FormatName>;

const field = z.string().min(1).nullable();
/** Which field of a source's records is what; null says that none is. */
export const Mapping = z.strictObject({
  image: field,
  /** One caption, or a list of them: each answers the brief prompt. */
  text: field,
  conversations: field,
  question: field,
  answer: field,
  id: field,
  /** The image's address on the web: it is never fetched, but texts find their image by it. */
  address: field,
  sha256: field,
  /** Numbers that a source brings, e.g. similarities of image and text. */
  scores: z.array(z.string().min(1)),
});
export type Mapping = z.infer<typeof Mapping>;

const Range = z.strictObject({ min: z.number().optional(), max: z.number().optional() });
export type Range = z.infer<typeof Range>;

export const SourceFilters = z.strictObject({
  /** Pixels of the shorter and of the longer side. */
  shorterSide: Range.optional(),
  longerSide: Range.optional(),
  /** Longer side / shorter side at most. */
  aspect: z.number().min(1).optional(),
  /** Characters of all that is answered about an image. */
  characters: Range.optional(),
  /** ISO 639-1 codes; what is too short to tell passes. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).optional(),
  /** By field; records without the number are left out. */
  scores: z.record(z.string(), Range).optional(),
  /** `exact`: the same bytes. `perceptual`: also pictures whose dHash differs in at most 3 of 64 bits. Compared within a set. */
  duplicates: z.enum(['exact', 'perceptual']).optional(),
});
export type SourceFilters = z.infer<typeof SourceFilters>;

export const Source = z.strictObject({
  /** Absolute: a folder, or one file of it. */
  path: z.string().min(1),
  role: SourceRole,
  /** Which specialist learns from it; else how its images are told from another source's of the same role. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .optional(),
  /** What the content says it is, where nothing is said here. */
  format: FormatName.optional(),
  mapping: Mapping.partial().optional(),
  filters: SourceFilters.optional(),
  /** Copies images into the experiment that would else stay where they are; those inside other files always are. */
  copy: z.boolean().optional(),
});
export type Source = z.infer<typeof Source>;

export const FieldKind = z.enum([
  'image',
  'address',
  'conversation',
  'text',
  'texts',
  'number',
  'numbers',
  'other',
]);
export type FieldKind = z.infer<typeof FieldKind>;

export const Field = z.strictObject({
  name: z.string(),
  kind: FieldKind,
  /** The first value that is not empty, shortened. */
  example: z.string(),
  /** Share of the looked-at records in which it is not empty. */
  filled: z.number(),
});
export type Field = z.infer<typeof Field>;

export const Found = z.strictObject({
  format: FormatName,
  title: z.string(),
  /** 0 to 1. */
  confidence: z.number(),
  /** What it was told by, in words. */
  evidence: z.string(),
});
export type Found = z.infer<typeof Found>;

export const PreviewSample = z.strictObject({
  file: z.string(),
  position: z.string(),
  name: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** A data URI, at most 160 pixels a side; null where there is no picture. */
  thumbnail: z.string().nullable(),
  turns: z.array(z.strictObject({ user: z.string(), assistant: z.string() })),
  scores: z.record(z.string(), z.number()),
  /** Why it would be left out; null where it would be taken. */
  left: z.string().nullable(),
});
export type PreviewSample = z.infer<typeof PreviewSample>;

export const DataPreview = z.strictObject({
  folder: z.string(),
  found: Found,
  /** What else its content could be, the likeliest first. */
  others: z.array(Found),
  fields: z.array(Field),
  mapping: Mapping,
  samples: z.array(PreviewSample),
  counts: z.strictObject({
    records: z.int(),
    taken: z.int(),
    /** Captions and conversations whose picture is not here: they wait for an image of another source. */
    withoutPicture: z.int(),
    left: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
    /** False where there was not time for all: the counts are those of the first `records`. */
    complete: z.boolean(),
  }),
});
export type DataPreview = z.infer<typeof DataPreview>;

export const QuarantinedItem = z.strictObject({
  set: z.string(),
  file: z.string(),
  position: z.string(),
  reason: z.string(),
});
export type QuarantinedItem = z.infer<typeof QuarantinedItem>;
