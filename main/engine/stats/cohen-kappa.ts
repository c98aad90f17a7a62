import { resampledStatistic } from './resampled-statistic.ts';
import type { Interval, ResamplingOptions } from './resampling.ts';

/**
 * Cohen's kappa (1960): how far two judges agree beyond what their own habits would give by chance; 1 is always, 0 is chance.
 * `pairs` holds both judges' categories item by item. The interval draws items with replacement. Null where it is not defined: no items,
 * both judges always in one and the same category, or too few items for an interval.
 */
export function cohenKappa(
  pairs: readonly (readonly [string, string])[],
  options: ResamplingOptions,
): Interval | null {
  const categories = [...new Set(pairs.flat())];
  const codes = pairs.map(([a, b]) => [categories.indexOf(a), categories.indexOf(b)] as const);
  const of = (items: Iterable<number>) => kappa(codes, categories.length, items);
  const value = of(codes.keys());
  if (value === null) return null;
  const bounds = resampledStatistic(codes.length, of, options);
  return bounds && { value, ...bounds, n: pairs.length };
}

function kappa(
  codes: readonly (readonly [number, number])[],
  categories: number,
  items: Iterable<number>,
): number | null {
  const first = new Float64Array(categories);
  const second = new Float64Array(categories);
  let n = 0;
  let agreed = 0;
  for (const item of items) {
    const [a, b] = codes[item] as readonly [number, number];
    first[a] = (first[a] as number) + 1;
    second[b] = (second[b] as number) + 1;
    n++;
    if (a === b) agreed++;
  }
  let byChance = 0;
  for (let c = 0; c < categories; c++) byChance += (first[c] as number) * (second[c] as number);
  byChance /= n ** 2;
  return n === 0 || byChance === 1 ? null : (agreed / n - byChance) / (1 - byChance);
}
