/** What the gallery can be asked to show: whose captions, which of them, in which order. */
import { z } from 'zod';
import { captionMetrics } from './caption-quality.ts';
import { ImageRow } from './models.ts';

/** Whose captions: `original`, or a model of a seed. */
export const CaptionWriter = z.strictObject({ source: z.string().min(1), seed: z.int() });
export type CaptionWriter = z.infer<typeof CaptionWriter>;

export interface GalleryMetric {
  /** As in `captionMetrics`, where that is told of a single caption. */
  readonly name: string;
  readonly title: string;
  /** Shares are stored as fractions and shown in %. */
  readonly unit: '%' | 'words' | 'tokens' | '';
  /** Which end is the better one; null where neither is. */
  readonly better: 'more' | 'less' | null;
}

const better: Readonly<Record<string, GalleryMetric['better']>> = {
  words: null,
  tokens: null,
  'log-probability': 'more',
  repetition: 'less',
  'new-words': null,
  'original-kept': 'more',
  edited: null,
  'content-similarity': 'more',
  'self-similarity': 'less',
  'object-precision': 'more',
  'object-recall': 'more',
  'chair-i': 'less',
  'boxes-valid': 'more',
  'box-iou': 'more',
  'boxes-found': 'more',
  'quotes-right': 'more',
  'quotes-read': 'more',
  'image-text': 'more',
};

/** What a single caption is filtered and put in order by; the order of `captionMetrics`. */
export const galleryMetrics: readonly GalleryMetric[] = [
  ...captionMetrics
    .filter(({ name }) => name in better)
    .map(({ name, title, unit }) => ({ name, title, unit, better: better[name] as GalleryMetric['better'] })),
  { name: 'imagined', title: 'Hallucinated objects', unit: '', better: 'less' },
];

/** In the order of their bits in the store: only ever added to. */
export const captionFlags = [
  'truncated',
  'empty',
  'rejected',
  'missing',
  'fallen-back',
  'left-out',
  'hallucinated',
  'duplicate',
  'invalid-box',
  'wrong-quote',
] as const;
export const CaptionFlag = z.enum(captionFlags);
export type CaptionFlag = z.infer<typeof CaptionFlag>;

export const captionFlagTitles: Readonly<Record<CaptionFlag, { title: string; about: string }>> = {
  truncated: { title: 'Cut off', about: 'The caption reached the longest length allowed' },
  empty: { title: 'Empty', about: 'The model wrote nothing' },
  rejected: { title: 'Rejected', about: 'Not kept by the plan’s rules for captions' },
  missing: { title: 'Missing', about: 'The image was to be captioned and has no caption' },
  'fallen-back': { title: 'Fallen back', about: 'No usable caption: trained on with the original text' },
  'left-out': { title: 'Left out', about: 'No usable caption: the image was not trained on' },
  hallucinated: { title: 'Hallucinated', about: 'Names an object that is not in the picture' },
  duplicate: { title: 'Near-duplicate', about: 'Nearly repeats the caption of another image' },
  'invalid-box': { title: 'Invalid box', about: 'Writes a box that cannot be read' },
  'wrong-quote': { title: 'Wrong quote', about: 'Quotes a text that is not in the picture' },
};

/** Inclusive; null: no bound. */
export const MetricRange = z.strictObject({
  metric: z.string(),
  least: z.number().nullable(),
  most: z.number().nullable(),
});
export type MetricRange = z.infer<typeof MetricRange>;

export const GalleryOrder = z.strictObject({ metric: z.string(), descending: z.boolean() });
export type GalleryOrder = z.infer<typeof GalleryOrder>;

/** All must hold. Ranges, flags and an order are about one writer's captions, and so is the search where one is named. */
export const GalleryFilter = z.strictObject({
  set: z.string().optional(),
  search: z.string().max(1000).optional(),
  writer: CaptionWriter.optional(),
  ranges: z.array(MetricRange).max(40).optional(),
  flags: z.array(CaptionFlag).optional(),
  order: GalleryOrder.optional(),
});
export type GalleryFilter = z.infer<typeof GalleryFilter>;

/** Where a page ended: the image, and what the order goes by there (null: by the image itself). */
export const GalleryPlace = z.strictObject({ image: z.int(), value: z.number().nullable() });
export type GalleryPlace = z.infer<typeof GalleryPlace>;

export const GalleryImage = ImageRow.extend({
  /** The writer's where one is asked for, else the newest. */
  caption: z.string().nullable(),
  captions: z.int(),
  /** What the order goes by; null without an order. */
  value: z.number().nullable(),
});
export type GalleryImage = z.infer<typeof GalleryImage>;

/** What there is to choose from of one writer. */
export const WriterChoice = z.strictObject({
  ...CaptionWriter.shape,
  /** The round that its captions are for; null for specialists and the original text. */
  round: z.int().nullable(),
  /** Null until its captions have been measured: no range, flag or order can be asked for. */
  measured: z
    .strictObject({
      captions: z.int(),
      metrics: z.array(
        z.strictObject({ metric: z.string(), least: z.number(), most: z.number(), captions: z.int() }),
      ),
      flags: z.array(z.strictObject({ flag: CaptionFlag, captions: z.int() })),
    })
    .nullable(),
});
export type WriterChoice = z.infer<typeof WriterChoice>;

/** As the paper's figure 4 marks them; a spatial or quoted phrase, too, may be known to hold or not. */
export const phraseKinds = ['true', 'hallucinated', 'spatial', 'quoted'] as const;
export const CaptionPhrase = z.strictObject({
  /** Places of characters in the caption, `end` behind the last. */
  start: z.int(),
  end: z.int(),
  kind: z.enum(phraseKinds),
  /** Null: nothing that is known decides it. */
  holds: z.boolean().nullable(),
});
export type CaptionPhrase = z.infer<typeof CaptionPhrase>;

/** What is known of one caption beyond its text. */
export const CaptionDetail = z.strictObject({
  /** As of `image.get`. */
  id: z.int(),
  phrases: z.array(CaptionPhrase),
  /** By the metrics' names; what cannot be told of it is left out, and all of it until it has been measured. */
  metrics: z.record(z.string(), z.number()),
  /** Of its least likely token; null where the writer does not tell. */
  leastLogProbability: z.number().nullable(),
});
export type CaptionDetail = z.infer<typeof CaptionDetail>;
