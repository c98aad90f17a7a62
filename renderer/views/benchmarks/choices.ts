/** Whose answers to which benchmark are shown, and against whose: what was asked for where it is there, else what tells most. Pure. */
import type { Plan } from '../../../shared/plan.ts';
import type { RequestResult } from '../../../shared/requests.ts';
import { benchmarkOrder, modelOrder, roleOf, roundOf } from '../../data/names.ts';
import type { Query } from '../../route.ts';

export type Overview = RequestResult<'benchmark.overview'>;

export interface Choice {
  readonly benchmark: string;
  readonly model: string;
  readonly seed: number;
  /** Null: nobody's. */
  readonly against: string | null;
}

export interface Choices extends Choice {
  readonly benchmarks: readonly string[];
  /** Who has answered the benchmark with this seed. */
  readonly models: readonly string[];
  readonly seeds: readonly number[];
}

/** Null while nothing was answered. */
export function choicesOf(
  { benchmarks, answered }: Overview,
  plan: Pick<Plan, 'specialists'>,
  wanted: Query,
): Choices | null {
  const known = new Set(answered.map(({ benchmark }) => benchmark));
  const names = benchmarkOrder(benchmarks.map(({ name }) => name).filter((name) => known.has(name)));
  const benchmark = names.find((name) => name === wanted.benchmark) ?? names[0];
  if (benchmark === undefined) return null;
  const here = answered.filter((one) => one.benchmark === benchmark);
  const seeds = [...new Set(here.map(({ seed }) => seed))].sort((a, b) => a - b);
  const seed = seeds.find((one) => String(one) === wanted.seed) ?? (seeds[0] as number);
  const models = modelOrder(
    here.filter((one) => one.seed === seed).map(({ model }) => model),
    plan,
  );
  const model = models.find((one) => one === wanted.model) ?? standardModel(models, plan);
  const against = wanted.against === '' ? null : opponentOf(model, wanted.against, models, plan);
  return { benchmark, model, seed, against, benchmarks: names, models, seeds };
}

/** The rounds and, behind the last of them, the final generalist: each is held against the one before. */
export const chainOf = (models: readonly string[]): string[] => [
  ...models.filter((one) => roundOf(one) !== null),
  ...models.filter((one) => one === 'final'),
];

/** The final generalist, else the last round: what the experiment has come to. */
const standardModel = (models: readonly string[], plan: Pick<Plan, 'specialists'>): string =>
  models.find((one) => one === 'final') ?? lastRound(models, plan) ?? (models[0] as string);

const lastRound = (models: readonly string[], plan: Pick<Plan, 'specialists'>): string | undefined =>
  models.findLast((one) => roleOf(one, plan) === 'round');

/** Whom a model is held against: a round the one before, everything built on the rounds the last of them, a control the first. */
function opponentOf(
  model: string,
  wanted: string | undefined,
  models: readonly string[],
  plan: Pick<Plan, 'specialists'>,
): string | null {
  const others = models.filter((one) => one !== model);
  const asked = others.find((one) => one === wanted);
  if (asked) return asked;
  const role = roleOf(model, plan);
  const round = roundOf(model);
  if (role === 'control' || role === 'variant') return others.find((one) => one === 'v0') ?? null;
  if (round !== null) return others.find((one) => roundOf(one) === round - 1) ?? null;
  return lastRound(others, plan) ?? null;
}
