/** The comparison with another experiment as a table: models by benchmarks. Pure. */
import type { OtherExperiment } from '../../../../shared/compare.ts';
import type { Comparison } from '../../../../shared/models.ts';
import type { Tabular } from '../../../copy/tabular.ts';
import { count } from '../../../data/format.ts';
import { benchmarkOrder, benchmarkTitle } from '../../../data/names.ts';
import { isPrimary, type PrimaryScore, type Scores } from '../evidence.ts';
import { seedShown } from '../others.ts';

export interface AcrossCell {
  readonly benchmark: string;
  readonly here: PrimaryScore | null;
  readonly there: PrimaryScore | null;
  /** Null where the two were not asked the same questions, or not judged by the same rule. */
  readonly comparison: Comparison | null;
}

export interface AcrossRow {
  readonly model: string;
  /** One a benchmark, in the same order in every row; null where one of both has no score. */
  readonly cells: readonly (AcrossCell | null)[];
}

/** Models and benchmarks that both have scored; empty where there is none. */
export function acrossRows(scores: Scores, other: OtherExperiment, models: readonly string[]): AcrossRow[] {
  const own = other.seeds.here.length === 1 ? (other.seeds.here[0] as number) : null;
  const here = scores.scores.filter(isPrimary).filter(({ seed }) => seed === own);
  const there = other.scores.filter(isPrimary).filter(({ seed }) => seed === seedShown(other));
  const names = new Set(there.map(({ benchmark }) => benchmark));
  const benchmarks = benchmarkOrder(here.map(({ benchmark }) => benchmark).filter((name) => names.has(name)));
  return models.flatMap((model): AcrossRow[] => {
    const cells = benchmarks.map((benchmark): AcrossCell | null => {
      const fits = (one: { model: string; benchmark: string }): boolean =>
        one.model === model && one.benchmark === benchmark;
      const [ours, theirs] = [here.find(fits) ?? null, there.find(fits) ?? null];
      if (!ours || !theirs) return null;
      return { benchmark, here: ours, there: theirs, comparison: other.comparisons.find(fits) ?? null };
    });
    return cells.every((cell) => cell === null) ? [] : [{ model, cells }];
  });
}

export const benchmarksOf = (rows: readonly AcrossRow[]): string[] => {
  const first = rows.flatMap(({ cells }) => cells).filter((cell) => cell !== null);
  return benchmarkOrder(first.map(({ benchmark }) => benchmark));
};

export const acrossTable = (rows: readonly AcrossRow[], other: OtherExperiment): Tabular => ({
  title: `This experiment against ${other.name}`,
  columns: [
    'model',
    'benchmark',
    'here',
    'here low',
    'here high',
    'there',
    'there low',
    'there high',
    'difference',
    'low',
    'high',
    'p',
    'n',
    'verdict',
  ],
  rows: rows.flatMap(({ model, cells }) =>
    cells.flatMap((cell) =>
      cell === null
        ? []
        : [
            [
              model,
              cell.benchmark,
              cell.here?.value ?? null,
              cell.here?.low ?? null,
              cell.here?.high ?? null,
              cell.there?.value ?? null,
              cell.there?.low ?? null,
              cell.there?.high ?? null,
              cell.comparison?.difference ?? null,
              cell.comparison?.low ?? null,
              cell.comparison?.high ?? null,
              cell.comparison?.pValue ?? null,
              cell.comparison?.n ?? null,
              cell.comparison?.verdict ?? null,
            ],
          ],
    ),
  ),
});

/** What must be known to read the table; one sentence or two each. */
export function notesOf(
  { comparisons, questions, seeds, apart, name }: OtherExperiment,
  alpha: number,
): string[] {
  const partly = Object.entries(questions).flatMap(([benchmark, asked]) => {
    const most = Math.max(0, ...comparisons.filter((one) => one.benchmark === benchmark).map(({ n }) => n));
    return most > 0 && most < asked
      ? [`${benchmarkTitle(benchmark)} on the ${count(most)} of ${count(asked)} that both were asked`]
      : [];
  });
  const averaged = comparisons.length > 0 && seeds.here.join() !== seeds.there.join();
  return [
    ...(comparisons.length > 0
      ? [
          `Paired on identical questions (same picture, question and truth). Better and worse: significant at ${alpha * 100} % after Holm’s correction over the benchmarks of a model.${partly.length > 0 ? ` ${partly.join('; ')}.` : ''}`,
        ]
      : []),
    ...(averaged
      ? [
          `Seeds ${seeds.here.join(', ')} here and ${seeds.there.join(', ')} there: each side’s trainings are averaged question by question, and intervals hold over other questions, not over other trainings.`,
        ]
      : []),
    ...apart.map(
      ({ benchmark, why }) =>
        `${benchmarkTitle(benchmark)}: ${why}, so no difference is told; the two scores stand side by side (here | ${name}), each with its own interval.`,
    ),
  ];
}
