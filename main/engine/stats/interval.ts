import { mean } from './mean.ts';
import { middle } from './quantile.ts';
import { resampledMeans } from './resampled-means.ts';
import { checkOptions, checkScores, type Interval, type ResamplingOptions } from './resampling.ts';

/**
 * Percentile bootstrap interval of the mean (Efron and Tibshirani 1993, chapter 13) over the items of one model.
 * It says how far the figure would move with another sample of items, the model being given.
 * One item, or items that all score alike, show no variation: low = value = high there.
 */
export function interval(scores: Float64Array, options: ResamplingOptions): Interval {
  const { resamples, confidence } = checkOptions(options);
  checkScores(scores);
  const [means] = resampledMeans([scores], resamples, options.seed) as [Float64Array];
  return { value: mean(scores), ...middle(means, confidence), n: scores.length };
}
