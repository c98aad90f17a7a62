/** The final generalist beside those with fewer specialists or images: the paper's Table 4 as the window shows it. Pure. */
import type { Comparison } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Tabular } from '../../copy/tabular.ts';
import { benchmarkOrder, modelOrder, roleOf, shareOf } from '../../data/names.ts';
import { isPrimary, type PrimaryScore, type Scores, type SeedChoice } from '../rounds/evidence.ts';

export interface CombinationRow {
  readonly model: string;
  /** One a benchmark; null where it is not measured. */
  readonly cells: readonly ({ readonly score: PrimaryScore; readonly against: Comparison | null } | null)[];
}

export interface CombinationGroup {
  /** `10 %` of the images; empty for all of them. */
  readonly share: string;
  /** Without specialists, whom the others are held against; null where the plan trains none. */
  readonly base: string | null;
  readonly rows: readonly CombinationRow[];
}

export interface Combinations {
  readonly benchmarks: readonly string[];
  readonly groups: readonly CombinationGroup[];
}

/** Null where the plan trains no such arm, or none has been evaluated. */
export function combinationsShown(
  { scores, comparisons }: Pick<Scores, 'scores' | 'comparisons'>,
  plan: Plan,
  seed: SeedChoice,
): Combinations | null {
  const own = scores.filter(isPrimary).filter((one) => one.seed === seed);
  const models = modelOrder(
    own.map(({ model }) => model).filter((model) => model === 'final' || roleOf(model, plan) === 'arm'),
    plan,
  );
  if (!models.some((model) => model !== 'final')) return null;
  const benchmarks = benchmarkOrder(
    own.filter(({ model }) => models.includes(model)).map(({ benchmark }) => benchmark),
  );
  const groups = [...Map.groupBy(models, shareOf)].map(([share, members]) => {
    const base = members.find((model) => model.startsWith('without-specialists')) ?? null;
    const rows = members.map((model) => ({
      model,
      cells: benchmarks.map((benchmark) => {
        const score = own.find((one) => one.model === model && one.benchmark === benchmark);
        if (!score) return null;
        const against = comparisons.find(
          (one) =>
            one.model === model && one.against === base && one.benchmark === benchmark && one.seed === seed,
        );
        return { score, against: against ?? null };
      }),
    }));
    return { share, base, rows };
  });
  return { benchmarks, groups };
}

export const combinationsTable = ({ benchmarks, groups }: Combinations): Tabular => ({
  title: 'The final generalist with fewer specialists or images',
  columns: ['model', 'benchmark', 'value', 'low', 'high', 'n', 'over', 'difference', 'from', 'to', 'p'],
  rows: groups.flatMap(({ base, rows }) =>
    rows.flatMap(({ model, cells }) =>
      cells.flatMap((cell, at) =>
        cell === null
          ? []
          : [
              [
                model,
                benchmarks[at] as string,
                cell.score.value,
                cell.score.low,
                cell.score.high,
                cell.score.n,
                cell.against ? base : null,
                cell.against?.difference ?? null,
                cell.against?.low ?? null,
                cell.against?.high ?? null,
                cell.against?.pValue ?? null,
              ],
            ],
      ),
    ),
  ),
});
