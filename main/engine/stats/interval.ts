import { mean } from './mean.ts';
import { middle } from './quantile.ts';
import { resampledMeans } from './resampled-means.ts';
import { checkOptions, checkScores, type Interval, type ResamplingOptions } from './resampling.ts';

/**
 * Percentile bootstrap interval of the mean (Efron and Tibshirani 1993, chapter 13) over the items of one model.
 * It says how far the figure would move with another sample of items, the model being given.
 * Resampling sees no variation where every item scored 0, or every item 1; the interval is then the exact binomial one (Clopper and Pearson
 * 1934), so that 0 of 30 does not claim to be 0 for certain. Items that all score something else in common leave it without width.
 */
export function interval(scores: Float64Array, options: ResamplingOptions): Interval {
  const { resamples, confidence } = checkOptions(options);
  checkScores(scores);
  const n = scores.length;
  const uniform = allAlike(scores);
  if (uniform !== null) return { value: uniform, ...boundsOfUniform(uniform, n, confidence), n };
  const [means] = resampledMeans([scores], resamples, options.seed) as [Float64Array];
  return { value: mean(scores), ...middle(means, confidence), n };
}

/** The score that all items share, or null. */
export function allAlike(scores: Float64Array): number | null {
  const first = scores[0] as number;
  return scores.every((score) => score === first) ? first : null;
}

/** Exact bounds of none or all of n; no width for any other common score. */
export function boundsOfUniform(score: number, n: number, confidence: number): { low: number; high: number } {
  const bound = ((1 - confidence) / 2) ** (1 / n);
  if (score === 0) return { low: 0, high: 1 - bound };
  if (score === 1) return { low: bound, high: 1 };
  return { low: score, high: score };
}
