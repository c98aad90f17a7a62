import { allAlike, boundsOfUniform } from './interval.ts';
import { mean } from './mean.ts';
import { differencesOf, smallestPValue, twoSided } from './paired-comparison.ts';
import { middle } from './quantile.ts';
import { below, randomBits } from './random.ts';
import { resampledMeans } from './resampled-means.ts';
import {
  checkOptions,
  checkScores,
  type Interval,
  type PairedComparison,
  type ResamplingOptions,
} from './resampling.ts';

/**
 * Several seeds: the same recipe trained again, judged on the same items. Two things are resampled, and their deviations added:
 *  - the items, with replacement, each standing for its average over the seeds, because a hard item is hard for all of them;
 *  - the seeds, with replacement, each standing for its mean over all items.
 * The interval says how far the figure would move with other items *and* with another set of trainings.
 *
 * Few seeds show too little of their own variation: of three, resampling alone covers only three times in four when the trainings vary
 * much more than the items. The resampled seeds' deviation from their mean is therefore widened by t(S - 1) / z * sqrt(S / (S - 1)), which
 * makes it as wide as Student's t would; test/unit/engine/stats/pooled.test.ts simulates the coverage. Simulated with three seeds and 400
 * items: 95.8 % coverage where trainings vary most, 99.5 % (cautious) where models merely err on different items; false claims at
 * alpha = 0.05 in 4 % and 0.5 %. Three seeds cannot say much about a far tail: at alpha = 0.0083 trainings that vary most gave 1.8 %.
 * With one seed nothing is known about trainings: items alone are resampled, as in `interval` and `pairedComparison`.
 */
export function pooledInterval(perSeed: readonly Float64Array[], options: ResamplingOptions): Interval {
  const { confidence } = checkOptions(options);
  checkSeeds(perSeed);
  const average = averageOf(perSeed);
  const uniform = allAlike(average);
  if (uniform === 0 || uniform === 1) {
    return { value: uniform, ...boundsOfUniform(uniform, average.length, confidence), n: average.length };
  }
  const { low, high } = middle(crossedMeans(perSeed, options), confidence);
  // the widening knows nothing of what a score can be: shares of 0..1 stay there
  const areShares = perSeed.every((scores) => scores.every((score) => score >= 0 && score <= 1));
  return {
    value: mean(average),
    low: areShares ? Math.max(0, low) : low,
    high: areShares ? Math.min(1, high) : high,
    n: average.length,
  };
}

/** Paired within each seed: `a[s]` and `b[s]` are two models of the same seed on the same items. `n` counts the items. */
export function pooledComparison(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  options: ResamplingOptions,
): PairedComparison {
  const { confidence } = checkOptions(options);
  if (a.length !== b.length) {
    throw new RangeError(
      `A pooled comparison wants the same seeds on both sides; there are ${a.length} and ${b.length}.`,
    );
  }
  const differences = a.map((scores, s) => differencesOf(scores, b[s] as Float64Array));
  checkSeeds(differences);
  const means = crossedMeans(differences, options);
  const pooled = averageOf(differences);
  const pValue = Math.max(twoSided(means), smallestPValue(pooled));
  return { difference: mean(pooled), ...middle(means, confidence), pValue, n: pooled.length };
}

function checkSeeds(perSeed: readonly Float64Array[]): void {
  if (perSeed.length === 0) throw new RangeError('There is no seed to pool.');
  for (const scores of perSeed) {
    checkScores(scores);
    if (scores.length !== (perSeed[0] as Float64Array).length) {
      throw new RangeError('Seeds can be pooled only on the same items; their numbers of items differ.');
    }
  }
}

/** Means of the seeds' average under resampled items, plus the widened deviation of resampled seeds. */
function crossedMeans(perSeed: readonly Float64Array[], options: ResamplingOptions): Float64Array {
  const seeds = perSeed.length;
  const average = averageOf(perSeed);
  const [means] = resampledMeans([average], options.resamples, options.seed) as [Float64Array];
  if (seeds === 1) return means;
  // a stream of its own: which seeds are drawn must not hang on which items are
  const next = randomBits(options.seed ^ 0x5eed);
  const centre = mean(average);
  const deviations = perSeed.map((scores) => mean(scores) - centre);
  const widening = seedWidening(seeds, options.confidence ?? 0.95);
  return means.map((value) => {
    let drawn = 0;
    for (let s = 0; s < seeds; s++) drawn += deviations[below(seeds, next())] as number;
    return value + (widening * drawn) / seeds;
  });
}

/** Item by item, over the seeds. */
function averageOf(perSeed: readonly Float64Array[]): Float64Array {
  const average = new Float64Array((perSeed[0] as Float64Array).length);
  for (const scores of perSeed)
    for (let i = 0; i < average.length; i++) average[i] = (average[i] as number) + (scores[i] as number);
  return average.map((sum) => sum / perSeed.length);
}

/** t(S - 1) / z * sqrt(S / (S - 1)), for two seeds or more. */
function seedWidening(seeds: number, confidence: number): number {
  const tail = (1 + confidence) / 2;
  return (studentQuantile(tail, seeds - 1) / normalQuantile(tail)) * Math.sqrt(seeds / (seeds - 1));
}

/** Hill's expansion of Student's t (1970, algorithm 396); exact for 1 and 2 degrees of freedom. */
function studentQuantile(p: number, degrees: number): number {
  const twoTailed = 2 * (1 - p);
  if (degrees === 1) return 1 / Math.tan((twoTailed * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (twoTailed * (2 - twoTailed)) - 2);
  const z = normalQuantile(p);
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3;
}

/** Acklam's rational approximation in its central region, p in 0.5..0.97575; its tail formula beyond. Relative error below 1.2e-9. */
export function normalQuantile(p: number): number {
  if (p > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(1 - p));
    const above =
      ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
        q +
        4.374664141464968) *
        q +
      2.938163982698783;
    return (
      -above /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) *
        q +
        1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  const above =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  return (
    above /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}
