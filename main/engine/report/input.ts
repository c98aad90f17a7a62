/** Everything a report is made from, as plain data: gathered by the engine, computed on here. No file is read while a report is written. */
import type { JudgeResults } from '../../../shared/judge.ts';
import type {
  CaptionStatistics,
  Comparison,
  Coverage,
  LossPoint,
  Plan,
  Score,
  Step,
  Verdict,
} from '../../../shared/models.ts';

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

export interface CostInput {
  /** Price of one hour of the device; `defaultCost` has the paper's. */
  readonly usdPerHour: number;
  /** Where that price comes from, as it is shown. */
  readonly priceSource: string;
  readonly usdPerThousandByPeople: number;
  /** What servers took for captions, by step. */
  readonly usdByStep: Readonly<Record<string, number>>;
}

/** The paper's figures (arXiv 2407.17453): 4.91 USD an hour of an H100, 36 USD for 1,000 images described by people. */
export const defaultCost: CostInput = {
  usdPerHour: 4.91,
  priceSource: 'the paper’s price of an H100',
  usdPerThousandByPeople: 36,
  usdByStep: {},
};
