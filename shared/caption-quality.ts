/** What is measured on captions: one figure a metric and source, as it crosses a boundary, and the metrics' names for people. */
import { z } from 'zod';

/** A figure over a source's captions. Shares are fractions (0..1). */
export const CaptionFigure = z.strictObject({
  /** One of `captionMetrics`. */
  metric: z.string(),
  value: z.number(),
  /** 95 % interval over captions; null where none is claimed (counts of the whole set). */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Standard deviation between captions, where the metric is a mean of captions. */
  sd: z.number().nullable(),
  /** What it was taken over: captions, or what the metric's note names. */
  n: z.int(),
});
export type CaptionFigure = z.infer<typeof CaptionFigure>;

/** Hallucination of two sources on the same images, both cut to the same number of words; difference = now - before. */
export const MatchedLength = z.strictObject({
  against: z.string(),
  /** Images that both have described. */
  n: z.int(),
  /** Mean number of words that were compared. */
  words: z.number(),
  /** Of the objects mentioned within them, the share that is not there. */
  before: z.number(),
  now: z.number(),
  difference: z.number(),
  low: z.number(),
  high: z.number(),
});
export type MatchedLength = z.infer<typeof MatchedLength>;

/** What is known to be in the images of a set by annotations or detections of the user's. */
export const ObjectTruthTold = z.strictObject({
  set: z.string(),
  instances: z.string(),
  detections: z.string().nullable(),
  minimumScore: z.number(),
  /** Images whose objects are known, and how many there are in the set. */
  images: z.int(),
  of: z.int(),
  objects: z.int(),
  categories: z.int(),
  /** Images that are not judged because a record about them was refused. */
  unjudged: z.int(),
  /** Why a file was refused as a whole; null where it was read. */
  refused: z.string().nullable(),
});
export type ObjectTruthTold = z.infer<typeof ObjectTruthTold>;

export const CaptionQuality = z.strictObject({
  seed: z.int(),
  /** `original`, or the model that wrote them. */
  source: z.string(),
  /** What "the round before" means in its figures; null for the original text. */
  before: z.string().nullable(),
  captions: z.int(),
  figures: z.array(CaptionFigure),
  /** Null where truth is not known, or nothing was written before. */
  matchedLength: MatchedLength.nullable(),
  /** How many captions have how many words, by length. */
  lengths: z.array(z.tuple([z.int(), z.int()])),
  /** The same of tokens; empty where no writer told them. */
  tokenLengths: z.array(z.tuple([z.int(), z.int()])),
});
export type CaptionQuality = z.infer<typeof CaptionQuality>;

export interface CaptionMetric {
  readonly name: string;
  readonly title: string;
  /** What the figure says, in half a line. */
  readonly about: string;
  readonly unit: '%' | 'words' | 'tokens' | '';
}

/** Whether a plan tells a metric; it tells all where it names none. */
export const isTold = (
  { qualityMetrics }: { qualityMetrics?: readonly string[] | undefined },
  metric: string,
): boolean => qualityMetrics?.includes(metric) ?? true;

/** A source's figures as far as the plan tells them. */
export const toldFigures = (
  plan: { qualityMetrics?: readonly string[] | undefined },
  quality: CaptionQuality,
): CaptionQuality => ({ ...quality, figures: quality.figures.filter(({ metric }) => isTold(plan, metric)) });

/** In the order in which they are shown. */
export const captionMetrics: readonly CaptionMetric[] = [
  { name: 'words', title: 'Words', about: 'a caption', unit: 'words' },
  { name: 'tokens', title: 'Tokens', about: 'a caption', unit: 'tokens' },
  { name: 'truncated', title: 'Cut off', about: 'captions that reached the longest length', unit: '%' },
  { name: 'log-probability', title: 'Log-probability', about: 'mean of a token', unit: '' },
  { name: 'vocabulary', title: 'Vocabulary', about: 'different words of all captions', unit: 'words' },
  { name: 'new-words', title: 'New words', about: 'words that the round before never used', unit: '%' },
  { name: 'distinct-1', title: 'Distinct-1', about: 'different words among 1,000', unit: '%' },
  { name: 'distinct-2', title: 'Distinct-2', about: 'different word pairs among 1,000', unit: '%' },
  { name: 'distinct-3', title: 'Distinct-3', about: 'different word triples among 1,000', unit: '%' },
  {
    name: 'self-similarity',
    title: 'Self-similarity',
    about: 'word pairs shared by captions of two images',
    unit: '%',
  },
  {
    name: 'near-duplicates',
    title: 'Near-duplicates',
    about: 'captions that nearly repeat another image’s',
    unit: '%',
  },
  { name: 'repetition', title: 'Repetition', about: 'four-word sequences said before', unit: '%' },
  {
    name: 'original-kept',
    title: 'Original kept',
    about: 'content words of the original text that are there',
    unit: '%',
  },
  { name: 'edited', title: 'Edited', about: 'words changed since the round before', unit: '%' },
  {
    name: 'content-similarity',
    title: 'Content kept',
    about: 'likeness of content words to the round before',
    unit: '%',
  },
  { name: 'object-precision', title: 'Objects right', about: 'of the objects named', unit: '%' },
  { name: 'object-recall', title: 'Objects found', about: 'of the objects there', unit: '%' },
  { name: 'chair-s', title: 'CHAIRs', about: 'captions with an object that is not there', unit: '%' },
  { name: 'chair-i', title: 'CHAIRi', about: 'mentions of objects that are not there', unit: '%' },
  { name: 'boxes-valid', title: 'Boxes valid', about: 'of the boxes written', unit: '%' },
  { name: 'box-iou', title: 'Box IoU', about: 'mean overlap with the true box', unit: '%' },
  { name: 'boxes-found', title: 'Boxes found', about: 'boxes with an IoU of 0.5 or more', unit: '%' },
  { name: 'quotes-right', title: 'Text right', about: 'quoted texts that are in the image', unit: '%' },
  { name: 'quotes-read', title: 'Text read', about: 'quoted texts that an OCR model reads too', unit: '%' },
  {
    name: 'image-text',
    title: 'Image-text',
    about: 'cosine of the embeddings by the plan’s model',
    unit: '',
  },
];
