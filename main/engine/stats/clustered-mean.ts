import { interval } from './interval.ts';
import type { Interval, ResamplingOptions } from './resampling.ts';

export interface ClusteredScore {
  /** What scores share when they are not independent: the image that several judges looked at. */
  readonly cluster: number;
  /** 0..1 */
  readonly score: number;
}

/**
 * Mean of scores that come in clusters: each cluster counts once, by its own mean, and the bootstrap draws clusters, so that ten judges of
 * one picture are not taken for ten pictures. `n` counts clusters. At least one score.
 */
export function clusteredMean(scores: readonly ClusteredScore[], options: ResamplingOptions): Interval {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { cluster, score } of scores) {
    const own = sums.get(cluster) ?? { sum: 0, count: 0 };
    sums.set(cluster, { sum: own.sum + score, count: own.count + 1 });
  }
  return interval(
    Float64Array.from(sums.values(), ({ sum, count }) => sum / count),
    options,
  );
}
