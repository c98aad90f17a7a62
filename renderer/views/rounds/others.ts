/** Other experiments' scores beside this one's: whose models stand where, and what is drawn of them. Pure. */

import type { ModelPoint, OtherPoints } from '../../../shared/charts/model-points.ts';
import type { OtherExperiment } from '../../../shared/compare.ts';
import type { Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { count, percent } from '../../data/format.ts';
import { modelName, roleOf } from '../../data/names.ts';
import { isPrimary, type PrimaryScore, type Scores, type SeedChoice } from './evidence.ts';
import { answersHref } from './links.ts';

/** The plan with what only the others' have, behind its own: every model has its role, and its own ones keep their colours. */
export function joinedPlan(plan: Plan, others: readonly OtherExperiment[]): Plan {
  const further = others.flatMap((one) => one.plan ?? []);
  const known = new Set(plan.specialists.map(({ name }) => name));
  const specialists = further.flatMap((one) => one.specialists).filter(({ name }) => !known.has(name));
  return {
    ...plan,
    specialists: [
      ...plan.specialists,
      ...new Map(specialists.map((one) => [one.name, one] as const)).values(),
    ],
    controls: [...new Set([...plan.controls, ...further.flatMap((one) => one.controls)])],
  };
}

export const modelsOfOthers = (others: readonly OtherExperiment[]): string[] =>
  others.flatMap(({ scores }) => scores.map(({ model }) => model));

/** Where several trainings are held against one another their pooled score, else the one training's. */
export const seedShown = ({ seeds }: OtherExperiment): SeedChoice =>
  seeds.there.length === 1 ? (seeds.there[0] as number) : null;

/** A score in another experiment; null where it has none, or one by another rule: those are never drawn on one axis. */
export function otherScore(
  other: OtherExperiment,
  rule: Pick<Score, 'benchmark' | 'scorer' | 'metric'>,
  model: string,
): PrimaryScore | null {
  const seed = seedShown(other);
  return (
    other.scores
      .filter(isPrimary)
      .find(
        (one) =>
          one.model === model &&
          one.seed === seed &&
          one.benchmark === rule.benchmark &&
          one.scorer === rule.scorer &&
          one.metric === rule.metric,
      ) ?? null
  );
}

/** One entry for each experiment that has something to draw. */
export function otherPoints(
  others: readonly OtherExperiment[],
  rule: Pick<Score, 'benchmark' | 'scorer' | 'metric'>,
  models: readonly string[],
  plan: Plan,
): OtherPoints[] {
  return others.flatMap((other, at) => {
    const points = models.flatMap((model): ModelPoint[] => {
      const score = otherScore(other, rule, model);
      if (!score) return [];
      const { value, low, high, n } = score;
      return [
        {
          model,
          value: value * 100,
          low: low * 100,
          high: high * 100,
          colour: 'var(--ink)',
          ring: true,
          joined: roleOf(model, plan) === 'round',
          words: `${modelName(model)} of ${other.name}\n${percent(value)} %\n95 % interval ${percent(low)} to ${percent(high)}\n${count(n)} items`,
          href: answersHref(other.path, score.benchmark, model, score.seed),
        },
      ];
    });
    return points.length === 0 ? [] : [{ name: other.name, at, points }];
  });
}

/** The rule by which a benchmark is judged here; null where it has no score yet. */
export const ruleOf = (
  { scores }: Scores,
  benchmark: string,
): Pick<Score, 'benchmark' | 'scorer' | 'metric'> | null =>
  scores.find((one) => one.benchmark === benchmark && isPrimary(one)) ?? null;
