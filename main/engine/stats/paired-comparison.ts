import { mean } from './mean.ts';
import { middle } from './quantile.ts';
import { resampledMeans } from './resampled-means.ts';
import { checkOptions, checkScores, type PairedComparison, type ResamplingOptions } from './resampling.ts';

/**
 * Paired bootstrap of two models on the same items (Koehn 2004; Berg-Kirkpatrick et al. 2012): items are resampled, both models are
 * judged on each resample. Interval: percentiles of the difference. p-value: twice the smaller share of resamples on the other side of
 * zero, so that p < 0.05 says what a 95 % interval without zero says; never below what the number of items on which the models differ
 * allows (`smallestPValue`). Swapping the models negates everything exactly and keeps the p-value.
 */
export function pairedComparison(
  a: Float64Array,
  b: Float64Array,
  options: ResamplingOptions,
): PairedComparison {
  const { resamples, confidence } = checkOptions(options);
  const differences = differencesOf(a, b);
  const [means] = resampledMeans([differences], resamples, options.seed) as [Float64Array];
  const pValue = Math.max(twoSided(means), smallestPValue(differences));
  return { difference: mean(differences), ...middle(means, confidence), pValue, n: a.length };
}

export function differencesOf(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length !== b.length) {
    throw new RangeError(
      `A paired comparison wants the same items on both sides; there are ${a.length} and ${b.length}.`,
    );
  }
  checkScores(a, 'first scores');
  checkScores(b, 'second scores');
  return a.map((score, i) => score - (b[i] as number));
}

/** The added one keeps a finite number of resamples from claiming p = 0 (Davison and Hinkley 1997, section 4.2). */
export function twoSided(differences: Float64Array): number {
  let atOrBelow = 1;
  let atOrAbove = 1;
  for (const difference of differences) {
    if (difference <= 0) atOrBelow++;
    if (difference >= 0) atOrAbove++;
  }
  return Math.min(1, (2 * Math.min(atOrBelow, atOrAbove)) / (differences.length + 1));
}

/**
 * m items on which two models differ can all fall on one side by chance with probability 2^(1 - m): no exact paired test goes below.
 * The bootstrap forgets this where items are few (one differing item out of one would look certain).
 */
export function smallestPValue(differences: Float64Array): number {
  let differing = 0;
  for (const difference of differences) if (difference !== 0) differing++;
  return Math.min(1, 2 ** (1 - differing));
}
