/** What each specialist adds to the last generalist, benchmark by benchmark, and what of it the final generalist keeps. Pure. */
import type { Comparison } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { benchmarkOrder, roundOf } from '../../data/names.ts';
import { isPrimary, type PrimaryScore, type Scores, type SeedChoice } from '../rounds/evidence.ts';

export interface Contribution {
  readonly benchmark: string;
  /** True: the one that the specialist is to lift. */
  readonly own: boolean;
  readonly generalist: PrimaryScore | null;
  readonly specialist: PrimaryScore | null;
  readonly final: PrimaryScore | null;
  /** Specialist − generalist on identical questions. */
  readonly lift: Comparison | null;
  /** Final generalist − the same trained without this specialist; null where the plan trains no such arm. */
  readonly leftOut: Comparison | null;
  /** Share of the lift that the final generalist keeps; null where the lift is not significant or something is not measured. */
  readonly kept: number | null;
}

export interface SpecialistContributions {
  readonly name: string;
  readonly benchmark: string;
  readonly prompts: readonly string[];
  /** Whom it is held against: before the report compares them, the last round that has been scored; null while none has. */
  readonly against: string | null;
  /** Its own benchmark first. */
  readonly rows: readonly Contribution[];
}

export const contributionsOf = (
  scores: Pick<Scores, 'scores' | 'comparisons'>,
  plan: Plan,
  seed: SeedChoice,
): SpecialistContributions[] =>
  plan.specialists.map(({ name, benchmark, prompts }) => {
    const against =
      scores.comparisons.find((one) => one.model === name && one.seed === seed)?.against ??
      lastRoundScored(scores, seed);
    const measured = scores.scores.filter((one) => one.model === name && one.seed === seed && isPrimary(one));
    const names = benchmarkOrder(measured.map((one) => one.benchmark));
    const rows = names.map((one) => contribution(scores, name, against, one, one === benchmark, seed));
    return { name, benchmark, prompts, against, rows: rows.sort((a, b) => Number(b.own) - Number(a.own)) };
  });

/** Comparisons come with the report; until then the two scores stand beside each other. */
const lastRoundScored = ({ scores }: Pick<Scores, 'scores'>, seed: SeedChoice): string | null =>
  scores
    .filter((one) => one.seed === seed && isPrimary(one))
    .map(({ model }) => model)
    .filter((model) => roundOf(model) !== null)
    .sort((a, b) => (roundOf(a) ?? 0) - (roundOf(b) ?? 0))
    .at(-1) ?? null;

function contribution(
  { scores, comparisons }: Pick<Scores, 'scores' | 'comparisons'>,
  specialistName: string,
  against: string | null,
  benchmark: string,
  own: boolean,
  seed: SeedChoice,
): Contribution {
  const of = (model: string | null): PrimaryScore | null =>
    scores
      .filter(isPrimary)
      .find((one) => one.model === model && one.benchmark === benchmark && one.seed === seed) ?? null;
  const compared = (model: string, other: string | null): Comparison | null =>
    comparisons.find(
      (one) =>
        one.model === model && one.against === other && one.benchmark === benchmark && one.seed === seed,
    ) ?? null;
  const [generalist, specialist, final] = [of(against), of(specialistName), of('final')];
  const lift = compared(specialistName, against);
  const kept =
    generalist && specialist && final && lift?.verdict === 'better'
      ? (final.value - generalist.value) / (specialist.value - generalist.value)
      : null;
  const leftOut = compared('final', `without-${specialistName}`);
  return { benchmark, own, generalist, specialist, final, lift, leftOut, kept };
}
