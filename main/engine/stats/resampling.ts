/** What all resampling functions take and give. */

export interface ResamplingOptions {
  /** The same seed and data give the same figures on every machine. */
  readonly seed: number;
  /** 10,000 is usual; at least 100. */
  readonly resamples: number;
  /** 0.95 when left out. */
  readonly confidence?: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

export interface PairedComparison {
  /** Mean of a - b. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, against "no difference". */
  readonly pValue: number;
  readonly n: number;
}

export function checkOptions({ resamples, confidence = 0.95 }: ResamplingOptions): {
  resamples: number;
  confidence: number;
} {
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new RangeError(
      `A bootstrap wants at least 100 resamples, a whole number; ${resamples} were asked for.`,
    );
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`The confidence of an interval lies between 0 and 1; ${confidence} was asked for.`);
  }
  return { resamples, confidence };
}

/** Scores that can be averaged: some of them, all finite. Nothing can be said about no items, so that is refused. */
export function checkScores(scores: Float64Array, what = 'scores'): void {
  if (scores.length === 0) throw new RangeError(`There are no ${what} to resample.`);
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i]))
      throw new RangeError(`Item ${i} of the ${what} is ${scores[i]}, not a number.`);
  }
}
