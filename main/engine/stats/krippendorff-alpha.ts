import { resampledStatistic } from './resampled-statistic.ts';
import type { Interval, ResamplingOptions } from './resampling.ts';

/** Of one item: how many judges there are, in which categories, and their disagreeing pairs, each judge's weighted by 1 / (judges - 1). */
interface Unit {
  readonly judges: number;
  readonly counts: readonly number[];
  readonly disagreement: number;
}

/**
 * Krippendorff's alpha for categories without an order (2011, "Computing Krippendorff's Alpha-Reliability"): any number of judges, each of
 * whom may have left out any item; 1 is full agreement, 0 is chance. `units` holds the categories that each item was given; items with
 * fewer than two tell nothing and are left out (`n` counts the others). The interval draws items with replacement. Null where it is not
 * defined: no item with two judges, only one category, or too few items for an interval.
 */
export function krippendorffAlpha(
  units: readonly (readonly string[])[],
  options: ResamplingOptions,
): Interval | null {
  const categories = [...new Set(units.flat())];
  const told = units.filter((unit) => unit.length > 1).map((unit) => unitOf(unit, categories));
  const of = (items: Iterable<number>) => alpha(told, categories.length, items);
  const value = of(told.keys());
  if (value === null) return null;
  const bounds = resampledStatistic(told.length, of, options);
  return bounds && { value, ...bounds, n: told.length };
}

function unitOf(values: readonly string[], categories: readonly string[]): Unit {
  const counts = categories.map((category) => values.filter((value) => value === category).length);
  const judges = values.length;
  const disagreeing = judges ** 2 - counts.reduce((sum, count) => sum + count ** 2, 0);
  return { judges, counts, disagreement: disagreeing / (judges - 1) };
}

function alpha(units: readonly Unit[], categories: number, items: Iterable<number>): number | null {
  const totals = new Float64Array(categories);
  let n = 0;
  let observed = 0;
  for (const item of items) {
    const { judges, counts, disagreement } = units[item] as Unit;
    n += judges;
    observed += disagreement;
    for (let c = 0; c < categories; c++) totals[c] = (totals[c] as number) + (counts[c] as number);
  }
  const expected = n ** 2 - totals.reduce((sum, total) => sum + total ** 2, 0);
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}
