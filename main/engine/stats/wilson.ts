import { normalQuantile } from './pooled.ts';
import type { Interval } from './resampling.ts';

/**
 * Wilson's score interval of a share (1927; recommended by Newcombe 1998, method 3): honest also for few items and near 0 and 1.
 * `hits` of `n` independent items, 0 <= hits <= n, n >= 1.
 */
export function wilson(hits: number, n: number, confidence = 0.95): Interval {
  if (!(n >= 1 && hits >= 0 && hits <= n)) {
    throw new RangeError(`A share wants 0 to n hits of at least one item; ${hits} of ${n} were given.`);
  }
  const z = normalQuantile((1 + confidence) / 2);
  const share = hits / n;
  const centre = share + z ** 2 / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const widened = 1 + z ** 2 / n;
  return {
    value: share,
    low: hits === 0 ? 0 : (centre - reach) / widened,
    high: hits === n ? 1 : (centre + reach) / widened,
    n,
  };
}
