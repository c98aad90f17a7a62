import { middle } from './quantile.ts';
import { below, randomBits } from './random.ts';
import { checkOptions, type ResamplingOptions } from './resampling.ts';

/**
 * Percentile bootstrap interval of any statistic of n units: `statistic` gets the numbers of the units drawn with replacement. Resamples
 * on which it is not defined (null) are left out; null where that is more than half of them, as the rest would tell of other data.
 */
export function resampledStatistic(
  n: number,
  statistic: (drawn: Int32Array) => number | null,
  options: ResamplingOptions,
): { low: number; high: number } | null {
  const { resamples, confidence } = checkOptions(options);
  const next = randomBits(options.seed);
  const drawn = new Int32Array(n);
  const values: number[] = [];
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) drawn[i] = below(n, next());
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  return values.length * 2 < resamples ? null : middle(Float64Array.from(values), confidence);
}
