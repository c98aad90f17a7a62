/** What an experiment has: its steps, scores, verdicts, captions and images, as they cross a boundary (engine, window, command line, files). Plain data only. */
import { z } from 'zod';
import { Decoding, Plan, StageName } from './plan.ts';

export const stepKinds = [
  'world',
  'import',
  'leakage',
  'features',
  'train',
  'export',
  'recaption',
  'evaluate',
  'decide',
  'report',
] as const;
export const StepKind = z.enum(stepKinds);
export type StepKind = z.infer<typeof StepKind>;

/**
 * `pending`  not begun.   `running`  in progress now.   `done`  its results are stored.
 * `skipped`  not needed, `note` says why.   `failed`  `note` says what happened.   `cancelled`  stopped by the user; resume goes on.
 */
export const StepState = z.enum(['pending', 'running', 'done', 'skipped', 'failed', 'cancelled']);
export type StepState = z.infer<typeof StepState>;

export const Step = z.strictObject({
  /** Unique within the experiment and stable: `train.seed1.v0`, `recaption.seed1.v1`, `evaluate.seed1.final`. */
  id: z.string(),
  ordinal: z.int(),
  kind: StepKind,
  title: z.string(),
  seed: z.int().nullable(),
  /** The model trained, asked or judged: `v0`..`vN`, a specialist's name, `final`, or a control's name. */
  model: z.string().nullable(),
  round: z.int().nullable(),
  state: StepState,
  done: z.int(),
  total: z.int(),
  /** Items a second now, or over the whole step once it is done. */
  rate: z.number().nullable(),
  unit: z.string(),
  secondsLeft: z.number().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  note: z.string().nullable(),
});
export type Step = z.infer<typeof Step>;

export const ExperimentState = z.enum([
  'new',
  'running',
  'done',
  'failed',
  'cancelled',
  'interrupted',
  'damaged',
  /** Whole, and written by a later Squared; and whole, while another program keeps its database to itself. */
  'newer',
  'locked',
]);
export type ExperimentState = z.infer<typeof ExperimentState>;

export const ExperimentSummary = z.strictObject({
  path: z.string(),
  name: z.string(),
  preset: z.string(),
  state: ExperimentState,
  createdAt: z.string(),
  updatedAt: z.string(),
  stepsDone: z.int(),
  stepsTotal: z.int(),
  secondsLeft: z.number().nullable(),
  diskBytes: z.int(),
  /** Of these, what another experiment holds too: the files were taken over, lie on the disk once, and deleting one of the two frees none of them. */
  sharedBytes: z.int(),
  /** In words: the last verdict, or why it failed. */
  headline: z.string(),
  /** Put away by the user: still there, shown when asked for. */
  archived: z.boolean(),
});
export type ExperimentSummary = z.infer<typeof ExperimentSummary>;

export const Experiment = z.strictObject({
  summary: ExperimentSummary,
  plan: Plan,
  steps: z.array(Step),
  /** What was left out and why (absent benchmarks, images without text, quarantined files), with counts. */
  skipped: z.array(z.strictObject({ what: z.string(), count: z.int(), why: z.string() })),
  reportPath: z.string().nullable(),
});
export type Experiment = z.infer<typeof Experiment>;

export const LossPoint = z.strictObject({
  stepId: z.string(),
  seed: z.int(),
  model: z.string(),
  stage: StageName,
  /** Optimiser step within the whole training of this model. */
  at: z.int(),
  loss: z.number(),
  /** Loss on held-out conversations, where measured. */
  heldOut: z.number().nullable(),
  learningRate: z.number(),
  samplesPerSecond: z.number(),
});
export type LossPoint = z.infer<typeof LossPoint>;

/** A figure with its 95 % interval; `n` items behind it. Values are fractions (0..1) unless the metric's name says otherwise. */
export const Score = z.strictObject({
  seed: z.int().nullable(),
  model: z.string(),
  benchmark: z.string(),
  /** The scorer's variant, e.g. `POPE evaluate.py`. */
  scorer: z.string(),
  metric: z.string(),
  value: z.number(),
  /** Null where no interval is claimed (further metrics of a benchmark). */
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.int(),
});
export type Score = z.infer<typeof Score>;

/** A paired comparison of two models on identical items; difference = `model` - `against`. */
export const Comparison = z.strictObject({
  seed: z.int().nullable(),
  model: z.string(),
  against: z.string(),
  benchmark: z.string(),
  metric: z.string(),
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  pValue: z.number(),
  n: z.int(),
  verdict: z.enum(['better', 'worse', 'same']),
});
export type Comparison = z.infer<typeof Comparison>;

export const CaptionStatistics = z.strictObject({
  seed: z.int().nullable(),
  /** `original`, or the model that wrote them. */
  source: z.string(),
  captions: z.int(),
  wordsMean: z.number(),
  wordsSd: z.number(),
  vocabulary: z.int(),
  truncated: z.int(),
  empty: z.int(),
  /** Share of a caption's four-word sequences that stood in it before, averaged over captions. */
  repetition: z.number(),
  /** Different two-word sequences / all of them, over all captions; null when none has two words. */
  distinctBigrams: z.number().nullable(),
  logProbabilityMean: z.number().nullable(),
  /** Objects named that are there, of those named; and named of those there. Null where truth is not known. */
  objectPrecision: z.number().nullable(),
  objectRecall: z.number().nullable(),
});
export type CaptionStatistics = z.infer<typeof CaptionStatistics>;

/** How many of the captions that a model should have written there are, and how many of them can be trained on. */
export const Coverage = z.strictObject({
  seed: z.int(),
  /** Who wrote them: a generalist, a specialist, a variant or `other-captioner`. */
  source: z.string(),
  wanted: z.int(),
  written: z.int(),
  /** Of those written: reached the length cap; hold no word. */
  truncated: z.int(),
  empty: z.int(),
  /** Written, not empty, and rejected by the plan's `keep`; by reason. */
  rejected: z.record(z.string(), z.int()),
  usable: z.int(),
  /** Of the wanted without a usable caption: trained on with their original text, as the plan says. The others are left out. */
  fellBack: z.int(),
});
export type Coverage = z.infer<typeof Coverage>;

export const Verdict = z.strictObject({
  seed: z.int(),
  round: z.int(),
  decision: z.enum(['continue', 'stop']),
  reason: z.string(),
  comparisons: z.array(Comparison),
  /** What a person decided instead, when and why; the rule's own verdict stays beside it. */
  overruled: z
    .strictObject({ decision: z.enum(['continue', 'stop']), because: z.string(), at: z.string() })
    .nullable()
    .default(null),
});
export type Verdict = z.infer<typeof Verdict>;

export const Caption = z.strictObject({
  id: z.int(),
  imageId: z.int(),
  /** `original`, `recaption` (a generalist's) or `specialist`. */
  origin: z.enum(['original', 'recaption', 'specialist']),
  round: z.int().nullable(),
  model: z.string().nullable(),
  checkpoint: z.string().nullable(),
  prompt: z.string().nullable(),
  text: z.string(),
  seed: z.int().nullable(),
  decoding: Decoding.nullable(),
  tokens: z.int().nullable(),
  logProbability: z.number().nullable(),
  truncated: z.boolean(),
  /** What the server took for it, and from the request to the answer; null for captions written here. */
  usd: z.number().nullable(),
  seconds: z.number().nullable(),
  createdAt: z.string(),
});
export type Caption = z.infer<typeof Caption>;

/** A caption that was asked for and never came. */
export const CaptionFailure = z.strictObject({
  model: z.string(),
  seed: z.int(),
  prompt: z.string(),
  reason: z.string(),
});
export type CaptionFailure = z.infer<typeof CaptionFailure>;

export const ImageRow = z.strictObject({
  id: z.int(),
  set: z.string(),
  file: z.string(),
  width: z.int(),
  height: z.int(),
});
export type ImageRow = z.infer<typeof ImageRow>;

/** What is in a picture. What is absent nobody knows, and nothing said about it counts as wrong; a `sign` of null: there is none. */
export const SceneTruth = z.object({
  background: z.string().optional(),
  sign: z.string().nullable().optional(),
  /** All of them, of the kinds that the data knows; boxes in pixels of the picture. */
  objects: z.array(z.object({ kind: z.string(), category: z.string(), box: z.array(z.number()).length(4) })),
  relations: z.array(z.tuple([z.string(), z.string(), z.string()])).optional(),
  /** Told by people's annotations or a detector's boxes (formats/object-truth.ts), not by the scene itself. */
  source: z.literal('annotations').optional(),
});
export type SceneTruth = z.infer<typeof SceneTruth>;
