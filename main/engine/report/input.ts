/** Everything a report is made from, as plain data: gathered by the engine, computed on here. No file is read while a report is written. */
import type { CaptionQuality, ObjectTruthTold } from '../../../shared/caption-quality.ts';
import type { CaptionPhrase } from '../../../shared/gallery.ts';
import type { JudgeResults } from '../../../shared/judge.ts';
import type { Leakage } from '../../../shared/leakage.ts';
import type {
  CaptionStatistics,
  Comparison,
  Coverage,
  LossPoint,
  Score,
  Step,
  Verdict,
} from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { KeptClauses } from '../../../shared/specialist-clauses.ts';
import type { ClauseKind } from '../quality/index.ts';
import type { Interval } from '../stats/index.ts';

/** One score or comparison a seed (`seed` set) and one pooled over the seeds (`seed` null) where there are several. */
export interface ReportInput {
  readonly name: string;
  readonly createdAt: string;
  readonly plan: Plan;
  readonly steps: readonly Step[];
  /** Primary and further metrics of every model, in any order. */
  readonly scores: readonly Score[];
  /**
   * On the primary metric, with the uncorrected p-value; the report corrects by Holm over the benchmarks of one pair of models.
   * Looked for: a round against the round before (and against v0), specialists and `final` against the last generalist, controls against
   * v0, and v1 against the controls. A cell stays empty where its comparison is missing.
   */
  readonly comparisons: readonly Comparison[];
  readonly captionStatistics: readonly CaptionStatistics[];
  /** Metrics of all captions, one entry for each seed and source. */
  readonly captionQuality: readonly CaptionQuality[];
  /** Where it is known from what is in the images, where annotations or detections of the user's tell. */
  readonly objectTruth: readonly ObjectTruthTold[];
  /** Null where it was not looked for. */
  readonly leakage: Leakage | null;
  readonly verdicts: readonly Verdict[];
  readonly losses: readonly LossPoint[];
  /** In the order in which they are shown; about eight. */
  readonly sampleImages: readonly SampleImage[];
  /** Every object name the data knows, so that samples can mark objects named that are not there; null where there is no such list. */
  readonly objectNames: readonly string[] | null;
  readonly coverage: readonly Coverage[];
  /** When it was said by hand that training shall go on with fewer captions than the plan wants. */
  readonly acceptedCoverage: string | null;
  /** What was left out and why. */
  readonly skipped: readonly { readonly what: string; readonly count: number; readonly why: string }[];
  /** What people and judge models have said; absent or null where nobody has. */
  readonly judged?: JudgeResults | null;
  readonly environment: Environment;
  readonly cost: CostInput;
  /** Of rounds, specialists and the final generalist, as far as they have written captions. */
  readonly clauses: readonly ClauseRow[];
  /** What of each specialist's clauses the final generalist says too; absent where nobody has looked. */
  readonly keptClauses?: readonly ReportKeptClauses[];
}

export interface ReportKeptClauses extends Omit<KeptClauses, 'examples'> {
  readonly examples: readonly (KeptClauses['examples'][number] & {
    readonly picture: Pick<SampleImage, 'dataUri' | 'width' | 'height'> | null;
  })[];
}

/** What the captions of a model claim (quality/clauses.ts), over all seeds. */
export interface ClauseRow {
  readonly model: string;
  /**
   * Its captions of the caption benchmark; what it wrote about the pretraining images; or, of the final generalist, what it learns from:
   * the last round's recaptions with all specialists' answers that narrate.
   */
  readonly texts: 'benchmark' | 'pretraining' | 'combined';
  readonly images: number;
  readonly captions: number;
  readonly kinds: Readonly<Record<ClauseKind, ClauseFigures>>;
}

export interface ClauseFigures {
  readonly clauses: number;
  readonly perImage: Interval;
  /** The share that is true, of those that truth decides (`n`); null where it decides none. */
  readonly holding: Interval | null;
}

export interface SampleImage {
  readonly file: string;
  /** Bytes as a data URI, so that the report needs no other file. */
  readonly dataUri: string;
  readonly width: number;
  readonly height: number;
  readonly captions: readonly SampleCaption[];
  /** Names of what is in the image, where known: words that name other objects are marked. */
  readonly objects: readonly string[] | null;
}

export interface SampleCaption {
  /** `original`, `v0`..`vN` or a specialist's name: who wrote it. */
  readonly source: string;
  readonly prompt: string | null;
  readonly text: string;
  readonly truncated: boolean;
  /** Its clauses where they stand in it, each with what it is and whether it holds; absent where nobody has looked. */
  readonly phrases?: readonly CaptionPhrase[];
}

export interface Environment {
  readonly machine: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly operatingSystem: string;
  /** Name and version: Squared, Node, Python, PyTorch, Transformers, ... */
  readonly software: readonly { readonly name: string; readonly version: string }[];
  readonly peakMemoryBytes: number | null;
  readonly device: string;
}

/** What the steps' times and the plan's prices do not tell of costs. */
export interface CostInput {
  /** What servers took for captions, by step. */
  readonly usdByStep: Readonly<Record<string, number>>;
  /** How many images got a text by a recaptioning step. */
  readonly imagesByStep: Readonly<Record<string, number>>;
}
