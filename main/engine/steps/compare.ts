/** Paired comparisons of two models over the benchmarks of a plan: per seed, and pooled where there are several seeds. */
import type { Comparison } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { benchmarkOf } from '../scorers/planned.ts';
import { holm, pairedComparison, pooledComparison, verdictOf } from '../stats/index.ts';
import { type Db, predictionsOf } from '../store/index.ts';

type Unjudged = Omit<Comparison, 'verdict'>;

export function compare(
  db: Db,
  plan: Plan,
  seeds: readonly number[],
  model: string,
  against: string,
): Comparison[] {
  const options = { seed: 1, resamples: plan.stop.resamples };
  const bySeed = new Map<number | null, Unjudged[]>();
  const add = (comparison: Unjudged) => {
    bySeed.set(comparison.seed, [...(bySeed.get(comparison.seed) ?? []), comparison]);
  };
  for (const { name, metric } of plan.benchmarks.map(benchmarkOf)) {
    const of = { model, against, benchmark: name, metric };
    const pairs: { a: Float64Array; b: Float64Array }[] = [];
    for (const seed of seeds) {
      const pair = pairOf(db, seed, model, against, name);
      if (!pair) continue;
      pairs.push(pair);
      add({ ...of, seed, ...pairedComparison(pair.a, pair.b, options) });
    }
    if (pairs.length > 1) {
      const pooled = pooledComparison(
        pairs.map(({ a }) => a),
        pairs.map(({ b }) => b),
        options,
      );
      add({ ...of, seed: null, ...pooled });
    }
  }
  return [...bySeed.values()].flatMap((comparisons) => judged(comparisons, plan.stop.alpha));
}

/** Corrected over the benchmarks of one pair of models (Holm), as they are looked at together. */
function judged(comparisons: readonly Unjudged[], alpha: number): Comparison[] {
  const adjusted = holm(comparisons.map(({ pValue }) => pValue));
  return comparisons.map((one, i) => ({
    ...one,
    verdict: verdictOf(one.difference, adjusted[i] as number, alpha),
  }));
}

/** Scores of both models on the items that both have answered, in the same order; null when there is none. */
function pairOf(
  db: Db,
  seed: number,
  model: string,
  against: string,
  benchmark: string,
): { a: Float64Array; b: Float64Array } | null {
  const ours = predictionsOf(db, model, seed, benchmark);
  const theirs = new Map(predictionsOf(db, against, seed, benchmark).map(({ item, score }) => [item, score]));
  const common = ours.filter(({ item }) => theirs.has(item));
  if (common.length === 0) return null;
  return {
    a: Float64Array.from(common, ({ score }) => score),
    b: Float64Array.from(common, ({ item }) => theirs.get(item) as number),
  };
}
