/** All metrics of a benchmark by model: the primary one first, then the further ones as the scorer names them. Pure. */
import type { Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { benchmarkOrder, modelOrder } from '../../data/names.ts';
import { isPrimary, type SeedChoice } from './evidence.ts';

export interface MetricRow {
  readonly metric: string;
  readonly primary: boolean;
  readonly byModel: ReadonlyMap<string, Score>;
}

export interface BenchmarkDetails {
  readonly benchmark: string;
  readonly scorer: string;
  readonly models: readonly string[];
  readonly rows: readonly MetricRow[];
}

/** Pooled: further metrics have no pooled score of their own, so they are means over the seeds that have them. */
export function detailsOf(scores: readonly Score[], plan: Plan, seed: SeedChoice): BenchmarkDetails[] {
  return benchmarkOrder(scores.map(({ benchmark }) => benchmark)).map((benchmark) => {
    const all = scores.filter((score) => score.benchmark === benchmark);
    const metrics = [...Map.groupBy(all, ({ metric }) => metric)];
    const rows = metrics.map(([metric, found]): MetricRow => {
      const byModel = Map.groupBy(found, ({ model }) => model);
      return {
        metric,
        primary: found.some(isPrimary),
        byModel: new Map(
          [...byModel].flatMap(([model, ones]) => {
            const one = scoreOf(ones, seed);
            return one ? [[model, one] as const] : [];
          }),
        ),
      };
    });
    return {
      benchmark,
      scorer: all[0]?.scorer ?? '',
      models: modelOrder(
        rows.flatMap(({ byModel }) => [...byModel.keys()]),
        plan,
      ),
      rows: rows.sort((a, b) => Number(b.primary) - Number(a.primary)),
    };
  });
}

function scoreOf(ones: readonly Score[], seed: SeedChoice): Score | null {
  const own = ones.find((one) => one.seed === seed);
  const [first] = ones;
  if (own || seed !== null || !first) return own ?? null;
  const mean = (of: (score: Score) => number): number =>
    ones.reduce((sum, one) => sum + of(one), 0) / ones.length;
  return { ...first, seed: null, value: mean(({ value }) => value), low: null, high: null };
}
