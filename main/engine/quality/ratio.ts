/** Ratios of sums over captions (wrong mentions / mentions) with bootstrap intervals over the captions. */
import { boundsOfUniform } from '../stats/interval.ts';
import { middle } from '../stats/quantile.ts';
import { resampledMeans } from '../stats/resampled-means.ts';
import type { Interval, ResamplingOptions } from '../stats/resampling.ts';

/**
 * Sum of `parts` / sum of `wholes`; captions are resampled, both sums with them (Efron and Tibshirani 1993, section 8). `n` counts the
 * captions that have a whole; null where none has. Where nothing or everything is a part, resampling sees no variation: the interval is
 * then the exact binomial one with a trial a caption, as in `interval`.
 */
export function ratioInterval(
  parts: Float64Array,
  wholes: Float64Array,
  options: ResamplingOptions,
): Interval | null {
  const n = wholes.reduce((count, whole) => (whole > 0 ? count + 1 : count), 0);
  if (n === 0) return null;
  const value = sum(parts) / sum(wholes);
  const confidence = options.confidence ?? 0.95;
  if (value === 0 || value === 1) return { value, ...boundsOfUniform(value, n, confidence), n };
  const [above, below] = resampledMeans([parts, wholes], options.resamples, options.seed) as [
    Float64Array,
    Float64Array,
  ];
  return { value, ...middle(quotients(above, below), confidence), n };
}

/** A ratio of sums on either side of the same items; `difference` = first - second, resampled together. Null where a side has no whole. */
export function ratioDifference(
  first: { readonly parts: Float64Array; readonly wholes: Float64Array },
  second: { readonly parts: Float64Array; readonly wholes: Float64Array },
  options: ResamplingOptions,
): { first: number; second: number; difference: number; low: number; high: number } | null {
  const columns = [first.parts, first.wholes, second.parts, second.wholes];
  const [parts, wholes, otherParts, otherWholes] = columns.map(sum) as [number, number, number, number];
  if (wholes === 0 || otherWholes === 0) return null;
  const [a, b, c, d] = resampledMeans(columns, options.resamples, options.seed) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const differences = a
    .map((part, i) => part / (b[i] as number) - (c[i] as number) / (d[i] as number))
    .filter(Number.isFinite);
  const values = { first: parts / wholes, second: otherParts / otherWholes };
  return {
    ...values,
    difference: values.first - values.second,
    ...middle(differences, options.confidence ?? 0.95),
  };
}

/** A resample without any whole has no ratio. */
const quotients = (above: Float64Array, below: Float64Array): Float64Array =>
  above.map((part, i) => part / (below[i] as number)).filter(Number.isFinite);

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
