import { allAlike, boundsOfUniform } from './interval.ts';
import { mean } from './mean.ts';
import { pooledInterval } from './pooled.ts';
import { checkOptions, type Interval, type ResamplingOptions } from './resampling.ts';

/** Of one seed: by cluster (a caption, or all captions of an image), how many there are and how many of them hold. */
export interface Counted {
  readonly holding: ArrayLike<number>;
  readonly all: ArrayLike<number>;
}

/**
 * A share of things that come in clusters, such as the true clauses among all clauses of captions: sum of `holding` / sum of `all`, whose
 * clauses are not independent of each other, so that whole clusters are resampled. The ratio is linearised (Cochran 1977, section 6.4): each
 * cluster stands for share + (holding - share * all) / mean of `all`, whose mean is the share and whose spread is the share's; these are
 * resampled like any scores, over seeds too where there are several (the same clusters in each). `n` counts the things. Null where there
 * are none, or in a seed none.
 */
export function shareInterval(perSeed: readonly Counted[], options: ResamplingOptions): Interval | null {
  const { confidence } = checkOptions(options);
  const seeds = perSeed.map(({ holding, all }) => ({ holding, all, n: sum(all) }));
  if (seeds.length === 0 || seeds.some(({ n }) => n === 0)) return null;
  const n = seeds.reduce((total, one) => total + one.n, 0);
  const values = seeds.map(({ holding, all, n: things }) => {
    const share = sum(holding) / things;
    const perCluster = things / all.length;
    return Float64Array.from(
      all,
      (count, i) => share + ((holding[i] as number) - share * count) / perCluster,
    );
  });
  const uniform = values.map(allAlike);
  if (uniform.every((one) => one === 0) || uniform.every((one) => one === 1)) {
    // Captions that say nothing of the kind prove nothing about it.
    const clusters = Math.max(...seeds.map(({ all }) => Array.from(all).filter((count) => count > 0).length));
    const value = uniform[0] as number;
    return { value, ...boundsOfUniform(value, clusters, confidence), n };
  }
  const { low, high } = pooledInterval(values, options);
  const value = mean(seeds.map(({ holding, n: things }) => sum(holding) / things));
  return { value, low: Math.max(0, low), high: Math.min(1, high), n };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
