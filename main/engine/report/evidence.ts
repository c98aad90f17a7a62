/** Looks up what tables, figures and the summary ask of the input, with Holm's correction done once for all of them. */
import type { CaptionStatistics, Comparison, Score } from '../../../shared/models.ts';
import { benchmarks } from '../scorers/index.ts';
import { holm, mean, verdictOf } from '../stats/index.ts';
import type { ReportInput } from './input.ts';
import { benchmarkOrder, modelOrder, roundOf } from './names.ts';

/** A comparison with its p-value corrected over the benchmarks that the same two models of the same seed were compared on. */
export interface Judged extends Comparison {
  readonly adjusted: number;
}

/** The score a benchmark is known by: it always has an interval. */
export interface MainScore extends Score {
  readonly low: number;
  readonly high: number;
}

const isMain = (score: Score): score is MainScore => score.low !== null && score.high !== null;

export interface Evidence {
  readonly seeds: readonly number[];
  /** What a single column of figures means: null (pooled) where several seeds ran, else the one seed. */
  readonly mainSeed: number | null;
  /** All models with scores, in order. */
  readonly models: readonly string[];
  readonly rounds: readonly string[];
  readonly benchmarks: readonly string[];
  /** By which rule a benchmark was scored, and what its score averages. */
  rule(benchmark: string): { readonly scorer: string; readonly metric: string } | undefined;
  /** The round that specialists start from and are judged against. */
  readonly lastGeneralist: string | null;
  score(model: string, benchmark: string, seed: number | null): MainScore | undefined;
  comparison(model: string, against: string, benchmark: string, seed: number | null): Judged | undefined;
  /** All benchmarks of one pair, in order. */
  comparisons(model: string, against: string, seed: number | null): Judged[];
  captions(source: string, seed: number | null): CaptionStatistics | undefined;
}

export function evidenceOf(input: ReportInput): Evidence {
  const seeds = [...new Set([...input.scores, ...input.losses].flatMap(({ seed }) => seed ?? []))].sort(
    (a, b) => a - b,
  );
  const mainSeed = seeds.length > 1 ? null : (seeds[0] ?? null);
  const primary = new Map(benchmarks.map((one) => [one.name, one.metric]));
  const scores = new Map(
    input.scores
      .filter((one) => (primary.get(one.benchmark) ?? one.metric) === one.metric)
      .filter(isMain)
      .map((one) => [key(one.model, one.benchmark, one.seed), one]),
  );
  const judged = judge(input);
  const pairs = new Map(judged.map((one) => [key(one.model, one.against, one.benchmark, one.seed), one]));
  const captions = new Map(input.captionStatistics.map((one) => [key(one.source, one.seed), one]));
  const models = modelOrder(
    [...scores.values()].map(({ model }) => model),
    input.plan,
  );
  const rounds = models.filter((model) => roundOf(model) !== null);
  const names = benchmarkOrder([...scores.values()].map(({ benchmark }) => benchmark));
  const specialists = new Set(input.plan.specialists.map(({ name }) => name));
  const compared = judged.find(({ model, against }) => specialists.has(model) && roundOf(against) !== null);
  return {
    seeds,
    mainSeed,
    models,
    rounds,
    benchmarks: names,
    rule: (benchmark) => [...scores.values()].find((one) => one.benchmark === benchmark),
    lastGeneralist: compared?.against ?? rounds.at(-1) ?? null,
    score: (model, benchmark, seed) => scores.get(key(model, benchmark, seed)),
    comparison: (model, against, benchmark, seed) => pairs.get(key(model, against, benchmark, seed)),
    comparisons: (model, against, seed) =>
      names.flatMap((benchmark) => pairs.get(key(model, against, benchmark, seed)) ?? []),
    captions(source, seed) {
      const own = captions.get(key(source, seed));
      if (own) return own;
      const all = input.captionStatistics.filter((one) => one.source === source);
      // the original text is the same for all seeds and may be measured once
      return source === 'original' ? all[0] : seed === null ? averaged(all) : undefined;
    },
  };
}

function judge({ comparisons, plan }: ReportInput): Judged[] {
  const families = Map.groupBy(comparisons, ({ model, against, seed }) => key(model, against, seed));
  return [...families.values()].flatMap((family) => {
    const adjusted = holm(family.map(({ pValue }) => pValue));
    return family.map((one, i) => {
      const p = adjusted[i] as number;
      return { ...one, adjusted: p, verdict: verdictOf(one.difference, p, plan.stop.alpha) };
    });
  });
}

function key(...parts: (string | number | null)[]): string {
  return parts.join('\u0000');
}

/** Mean over seeds, measure by measure; null where a seed lacks it. */
function averaged(all: readonly CaptionStatistics[]): CaptionStatistics | undefined {
  const first = all[0];
  if (!first) return undefined;
  const entries = Object.entries(first).map(([name, value]) => {
    const values = all.map((one) => one[name as keyof CaptionStatistics]);
    const numbers = values.filter((one) => typeof one === 'number');
    if (name === 'seed') return [name, null];
    return [name, typeof value === 'string' ? value : numbers.length < all.length ? null : mean(numbers)];
  });
  return Object.fromEntries(entries) as CaptionStatistics;
}
