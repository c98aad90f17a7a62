/** A plan: what an experiment is, as a document. One schema, versioned; what a schema cannot see is in main/engine/plan/faults.ts. */
import { z } from 'zod';
import { Source } from './data.ts';

/** A server that speaks the chat protocol of OpenAI (vLLM, SGLang, llama.cpp, Ollama, ...), up to `/v1`. */
export const Endpoint = z.strictObject({
  kind: z.literal('endpoint'),
  url: z
    .url({ protocol: /^https?$/, abort: true })
    .refine((url) => new URL(url).username === '' && new URL(url).password === '', {
      error: 'a key has no place in an address; name it in `key`',
    }),
  model: z.string().min(1),
  /** The name of its key in the system's key store (`squared key set NAME`); absent where it wants none. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .optional(),
  inFlight: z.int().positive().max(256).default(8),
  requestsPerMinute: z.number().positive().optional(),
  /** Until a request counts as lost and is put again. */
  timeoutSeconds: z.number().positive().max(290).default(120),
  /** How often a caption is put again after a failure that may pass (no connection, 429, 500, not JSON). */
  retries: z.int().min(0).max(20).default(5),
  /** Asked for with every caption; some servers refuse that. */
  logProbabilities: z.boolean().default(true),
  /** USD for a million tokens read and written. */
  price: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }).optional(),
});
export type Endpoint = z.infer<typeof Endpoint>;

/** A SmolVLM folder exported to ONNX as the hub has it (absolute path). */
export const FolderCaptioner = z.strictObject({
  kind: z.literal('folder'),
  path: z.string().min(1),
  precision: z.enum(['fp32', 'int8']).default('fp32'),
});
export type FolderCaptioner = z.infer<typeof FolderCaptioner>;

/** A model that another experiment has trained: its checkpoint's folder (absolute path), asked through the trainer. */
export const CheckpointCaptioner = z.strictObject({
  kind: z.literal('checkpoint'),
  path: z.string().min(1),
});
export type CheckpointCaptioner = z.infer<typeof CheckpointCaptioner>;

/**
 * Who writes recaptions. `torch`: the trainer, from the features it has cached. `onnx`: a process of its own on ONNX Runtime, from the image
 * files, with the checkpoint exported and held to stock Transformers first; `int8` is smaller and faster and not quite the same.
 * `endpoint`, `folder`, `checkpoint`: another model altogether writes the rounds' recaptions, and specialists answer through the trainer.
 */
export const Captioner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('torch') }),
  z.strictObject({ kind: z.literal('onnx'), precision: z.enum(['fp32', 'int8']).default('fp32') }),
  Endpoint,
  FolderCaptioner,
  CheckpointCaptioner,
]);
export type Captioner = z.infer<typeof Captioner>;

/** One of the training stages of VILA² (paper, section 4.1), plus the specialists' fine-tuning. */
export const stageNames = ['align', 'pretrain', 'sft', 'specialist'] as const;
export const StageName = z.enum(stageNames);
export type StageName = z.infer<typeof StageName>;

/** Hyper-parameters of one stage. `epochs` counts passes over the stage's samples; rates are peak values of a cosine. */
export const Stage = z.strictObject({
  epochs: z.number().positive(),
  batchSize: z.int().positive(),
  learningRate: z.number().positive(),
  warmup: z.number().min(0).max(1).default(0.03),
  weightDecay: z.number().min(0).default(0),
  /** What learns. The vision encoder stays frozen, so that its features are computed once. */
  trains: z.array(z.enum(['projector', 'lm'])).min(1),
});
export type Stage = z.infer<typeof Stage>;

/** Low-rank adapters on the LM's linear layers (Hu et al. 2021): W + B A alpha / rank. */
export const Lora = z.strictObject({
  rank: z.int().positive().max(4096),
  alpha: z.number().positive(),
  /** Share of an adapter's inputs that are left out at random while it trains. */
  dropout: z.number().min(0).lt(1).default(0),
});
export type Lora = z.infer<typeof Lora>;

/** Fine-tuning of a specialist from the last generalist (paper, section 3.2). */
export const SpecialistStage = Stage.extend({
  /** The LM learns through adapters alone; absent, all of its weights do. */
  lora: Lora.optional(),
  /** Share of the SFT conversations that are mixed in, so that the specialist still narrates. */
  mix: z.number().min(0).max(1).default(1),
});
export type SpecialistStage = z.infer<typeof SpecialistStage>;

export const Stages = z.strictObject({
  align: Stage,
  pretrain: Stage,
  /** Pretraining on recaptions, which are longer than alt text and want more steps; absent, it is as on alt text. */
  recaptionPretrain: Stage.optional(),
  /** Pretraining of the final generalist, whose conversations carry every specialist's answers; absent, it is as on recaptions. */
  finalPretrain: Stage.optional(),
  sft: Stage,
  specialist: SpecialistStage,
});
export type Stages = z.infer<typeof Stages>;

export const Decoding = z.strictObject({
  maxNewTokens: z.int().positive(),
  /** 0 is greedy. */
  temperature: z.number().min(0),
  topP: z.number().gt(0).max(1).default(1),
});
export type Decoding = z.infer<typeof Decoding>;

/** How a specialist's conversations are made from its set's annotations.json (main/engine/specialists). */
export const Builder = z.enum(['spatial', 'grounding', 'reading']);
export type Builder = z.infer<typeof Builder>;

/** A specialist is data, prompts and the benchmark it should lift (paper, section 3.2). */
export const Specialist = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Set name inside the dataset that holds its training conversations. */
  set: z.string(),
  /** Each of these is asked per image; `{object}` and `{other}` are filled with things the generalist's caption names. */
  prompts: z.array(z.string()).min(1),
  benchmark: z.string(),
  /** Absent: the set holds conversations, and they are taken as they are. */
  builder: Builder.optional(),
});
export type Specialist = z.infer<typeof Specialist>;

/** Arms that show what a gain is due to (public reviews of the paper). What each is trained on: main/engine/plan/arms.ts. */
export const controlNames = [
  'equal-compute',
  'shuffled',
  'matched-length',
  'more-data',
  'other-captioner',
  'specialist-data',
] as const;
export const ControlName = z.enum(controlNames);
export type ControlName = z.infer<typeof ControlName>;

/** The other model of the control `other-captioner`. */
export const OtherCaptioner = z.discriminatedUnion('kind', [Endpoint, FolderCaptioner, CheckpointCaptioner]);
export type OtherCaptioner = z.infer<typeof OtherCaptioner>;

/** A long prompt; one that stands with a weight is drawn that many times as often as one of weight 1. */
export const Prompt = z.union([
  z.string().min(1),
  z.strictObject({ text: z.string().min(1), weight: z.number().positive() }),
]);
export type Prompt = z.infer<typeof Prompt>;

/** How a round's pretraining text is made of an image's own text and its recaption (paper, table 2). */
export const Template = z.enum(['concatenated', 'recaption', 'original']);
export type Template = z.infer<typeof Template>;

/** A second first round in which only the prompts or the template differ (the rows of the paper's table 2). */
export const Variant = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Absent: the plan's own, and V0's recaptions are the round's. */
  prompts: z.array(Prompt).min(1).optional(),
  template: Template.optional(),
});
export type Variant = z.infer<typeof Variant>;

/** Which recaptions of a round are trained on; an image whose recaption is rejected counts as one without. */
export const Keep = z.strictObject({
  /** Those that reached the length cap. */
  truncated: z.boolean().default(true),
  minimumWords: z.int().min(0).default(1),
  /** Share of a caption's four-word sequences that stood in it before. */
  maximumRepetition: z.number().min(0).max(1).default(1),
  /** Mean log-probability of a token, where the captioner tells it. */
  minimumLogProbability: z.number().max(0).nullable().default(null),
});
export type Keep = z.infer<typeof Keep>;

/**
 * Further final generalists: with each specialist's answers `alone`, with all but one's (`leave-one-out`), and with none
 * (`none`: the final generalist's own training without a specialist, what all others are held against).
 */
export const SpecialistArm = z.enum(['alone', 'leave-one-out', 'none']);
export type SpecialistArm = z.infer<typeof SpecialistArm>;

export const DatasetSource = z.discriminatedUnion('kind', [
  /** Emoji World, drawn by the project. `sizes` names an entry of main/engine/world sizes. */
  z.strictObject({ kind: z.literal('world'), seed: z.int(), sizes: z.enum(['demo', 'smoke']) }),
  /** The user's folder; absolute path. What is absent (SFT, specialists, benchmarks) is skipped and said. */
  z.strictObject({ kind: z.literal('folder'), path: z.string() }),
  /** Data in any known format, each source in a role of its own. */
  z.strictObject({ kind: z.literal('sources'), sources: z.array(Source).min(1) }),
]);
export type DatasetSource = z.infer<typeof DatasetSource>;

/** What things cost, in USD. The defaults are the paper's (arXiv 2407.17453). */
export const Prices = z.strictObject({
  /** One hour of the device that everything runs on. */
  deviceHour: z.number().min(0).default(4.91),
  /** 1,000 images described by people. */
  peoplePerThousand: z.number().min(0).default(36),
  /** Where the price of the hour comes from, as reports say it. */
  source: z.string().min(1).optional(),
});
export type Prices = z.infer<typeof Prices>;

/** The user's own benchmark: files in the format of a known one and judged by its rule, in a folder of their own beside `bench/images`. */
export const OwnBenchmark = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** `vqa`, `vsr`, ...: main/engine/scorers. */
  scorer: z.string(),
  folder: z.string().regex(/^bench\/[A-Za-z0-9_-]+$/, { error: 'a folder such as `bench/counting`' }),
});
export type OwnBenchmark = z.infer<typeof OwnBenchmark>;

/** A known benchmark by its name, or one of the user's own. */
export const PlannedBenchmark = z.union([z.string(), OwnBenchmark]);
export type PlannedBenchmark = z.infer<typeof PlannedBenchmark>;

/** For data without benchmarks: how many of its captioned pretraining images are kept from training and judged on (benchmark `own-captions`). */
export const OwnCaptions = z.strictObject({
  share: z.number().gt(0).lt(1).default(0.05),
  most: z.int().positive().default(500),
});
export type OwnCaptions = z.infer<typeof OwnCaptions>;

export const ObjectTruthFiles = z.strictObject({
  /** Absolute. COCO: `images`, `categories` and, where people have marked objects, `annotations`. */
  instances: z.string().min(1).optional(),
  /** Absolute. COCO results: a list of `image_id, category_id, bbox, score`; ids are those of `instances`. */
  detections: z.string().min(1).optional(),
  minimumScore: z.number().min(0).max(1).default(0.5),
});
export type ObjectTruthFiles = z.infer<typeof ObjectTruthFiles>;

export const Plan = z.strictObject({
  version: z.literal(1),
  preset: z.string(),
  dataset: DatasetSource,
  /** `pico`, which ships with the project, or the absolute path of a SmolVLM's or Idefics3's folder as the hub has it. */
  model: z.string().min(1),
  seeds: z.array(z.int()).min(1),
  rounds: z.int().min(0),
  stages: Stages,
  template: Template,
  /** Share of the pretraining images that are recaptioned (the paper: half of the sampled pairs). */
  recaptionShare: z.number().gt(0).max(1),
  briefPrompt: z.string(),
  longPrompts: z.array(Prompt).min(1),
  keep: Keep.prefault({}),
  /** What becomes of an image without a usable recaption; either way it is counted. */
  withoutRecaption: z.enum(['left-out', 'original']).default('left-out'),
  /** Training refuses to start when fewer of the wanted captions can be used, unless told to go on all the same. */
  minimumCoverage: z.number().min(0).max(1).default(0.9),
  decoding: Decoding,
  captioner: Captioner.default({ kind: 'torch' }),
  /** Nothing is trained: a captioner that is there already writes about the images once, as round 1, and that is all. */
  captionsOnly: z.boolean().default(false),
  specialists: z.array(Specialist),
  specialistArms: z.array(SpecialistArm).default([]),
  /** The final generalist and its arms once more with these shares of the pretraining images (paper, table 4: a tenth). */
  reducedShares: z.array(z.number().gt(0).lt(1)).default([]),
  controls: z.array(ControlName),
  otherCaptioner: OtherCaptioner.optional(),
  variants: z.array(Variant).default([]),
  benchmarks: z.array(PlannedBenchmark),
  ownCaptions: OwnCaptions.optional(),
  /**
   * The caption metrics that are told, by their names in shared/caption-quality.ts; absent, all. Reading pictures for `quotes-read`, which
   * costs most, is only done where it is told.
   */
  qualityMetrics: z.array(z.string()).min(1).optional(),
  /**
   * What is in the pretraining images, where the data set itself does not say (`truth/pretrain.json`): COCO instances, and a detector's
   * results that count from a score on. Precision, recall and CHAIR of captions are told by it.
   */
  objectTruth: ObjectTruthFiles.optional(),
  /** Folder of a CLIP-class model (ONNX, as Transformers.js has it): how well captions fit their images is measured by it. */
  imageTextModel: z.string().min(1).optional(),
  /** What counts as a benchmark's image in training: pictures whose hashes differ in so many of 64 bits; `exclude` leaves them out. */
  leakage: z
    .strictObject({ exclude: z.boolean().default(false), distance: z.int().min(0).max(11).default(4) })
    .default({ exclude: false, distance: 4 }),
  stop: z.strictObject({
    /** The benchmarks that decide; absent, all of the plan's. */
    benchmarks: z.array(z.string()).min(1).optional(),
    alpha: z.number().gt(0).lt(1),
    resamples: z.int().positive(),
    /** True: rounds after a `stop` verdict are skipped. False: all rounds run and the verdict is only recorded, so that a plateau can be seen. */
    enforce: z.boolean(),
  }),
  prices: Prices.default(Prices.parse({})),
});
export type Plan = z.infer<typeof Plan>;
