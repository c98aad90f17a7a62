/** What the Rounds view shows, looked up in the engine's scores: seeds, models, primary figures, pairs. Pure. */
import type {
  CaptionStatistics,
  Comparison,
  Experiment,
  Score,
  Step,
  StepKind,
} from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { RequestResult } from '../../../shared/requests.ts';
import { benchmarkOrder, modelOrder, roleOf, roundOf } from '../../data/names.ts';

export type Scores = RequestResult<'experiment.scores'>;

/** Whose figures are shown: one training's, or null for all of them pooled. */
export type SeedChoice = number | null;

/** The score a benchmark is known by: it always has an interval. */
export interface PrimaryScore extends Score {
  readonly low: number;
  readonly high: number;
}

export const isPrimary = (score: Score): score is PrimaryScore => score.low !== null && score.high !== null;

export interface Pair {
  readonly model: string;
  readonly against: string;
}

export const keyOfPair = ({ model, against }: Pair): string => `${model} ${against}`;

/** What can be chosen, the best first: pooled where the engine has pooled, then the seeds. */
export function seedChoices({ scores, captions, verdicts }: Scores): SeedChoice[] {
  const seeds = [...new Set([...scores, ...captions, ...verdicts].map(({ seed }) => seed))];
  const single = seeds.filter((seed) => seed !== null).sort((a, b) => a - b);
  const pooled = scores.some((score) => score.seed === null && isPrimary(score));
  return pooled ? [null, ...single] : single;
}

export const benchmarksIn = ({ scores }: Scores): string[] =>
  benchmarkOrder(scores.filter(isPrimary).map(({ benchmark }) => benchmark));

/** Models that are or will be evaluated, in order. */
export const evaluatedModels = ({ scores }: Scores, { plan, steps }: Experiment): string[] =>
  modelOrder(
    [...scores.filter(isPrimary).map(({ model }) => model), ...modelsOfSteps(steps, 'evaluate')],
    plan,
  );

/** Sources of captions that are or will be measured, in order. */
export const captionSources = ({ captions }: Scores, { plan, steps }: Experiment): string[] =>
  modelOrder([...captions.map(({ source }) => source), ...modelsOfSteps(steps, 'recaption')], plan);

const modelsOfSteps = (steps: readonly Step[], kind: StepKind): string[] =>
  steps
    .filter((step) => step.kind === kind && step.state !== 'skipped')
    .flatMap(({ model }) => (model === null ? [] : [model]));

/** One primary score a model, in the models' order. */
export function primaryScores(
  { scores }: Scores,
  plan: Plan,
  benchmark: string,
  seed: SeedChoice,
): PrimaryScore[] {
  const found = scores
    .filter(isPrimary)
    .filter((score) => score.benchmark === benchmark && score.seed === seed);
  const order = modelOrder(
    found.map(({ model }) => model),
    plan,
  );
  return found.sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model));
}

/** The other seeds' primary scores, which stand faintly beside. */
export const scoresOfSeeds = ({ scores }: Scores, benchmark: string, chosen: SeedChoice): PrimaryScore[] =>
  scores
    .filter(isPrimary)
    .filter((score) => score.benchmark === benchmark && score.seed !== null && score.seed !== chosen);

/** Pairs that were compared: round by round, then what builds on the rounds, then controls. */
export function pairsIn(comparisons: readonly Comparison[], plan: Plan, seed: SeedChoice): Pair[] {
  const pairs = new Map(
    comparisons
      .filter((one) => one.seed === seed)
      .map(({ model, against }) => [keyOfPair({ model, against }), { model, against }]),
  );
  const order = modelOrder(
    [...pairs.values()].flatMap(({ model, against }) => [model, against]),
    plan,
  );
  const isControl = ({ model, against }: Pair): boolean =>
    [model, against].some((one) => ['variant', 'control'].includes(roleOf(one, plan)));
  return [...pairs.values()].sort(
    (a, b) =>
      Number(isControl(a)) - Number(isControl(b)) ||
      order.indexOf(a.model) - order.indexOf(b.model) ||
      // The round before comes ahead of the beginning.
      order.indexOf(b.against) - order.indexOf(a.against),
  );
}

/** What is asked first: did the whole help? Else the last round against the one before. */
export function mainPair(pairs: readonly Pair[]): Pair | null {
  const final = pairs.find(({ model }) => model === 'final');
  const rounds = pairs.filter(
    ({ model, against }) => (roundOf(model) ?? 0) === (roundOf(against) ?? Number.NaN) + 1,
  );
  return final ?? rounds.at(-1) ?? pairs[0] ?? null;
}

export function comparisonsOf(
  comparisons: readonly Comparison[],
  pair: Pair,
  seed: SeedChoice,
): Comparison[] {
  const found = comparisons.filter(
    (one) => one.model === pair.model && one.against === pair.against && one.seed === seed,
  );
  const order = benchmarkOrder(found.map(({ benchmark }) => benchmark));
  return found.sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
}

/** Caption figures of a source: the seed's own, or for pooled the mean over seeds (null where one of them lacks it). */
export function captionFigures(
  captions: readonly CaptionStatistics[],
  source: string,
  seed: SeedChoice,
): CaptionStatistics | null {
  const all = captions.filter((one) => one.source === source);
  const own = all.find((one) => one.seed === seed);
  if (own) return own;
  // The original text is the same for all seeds and may be measured once.
  if (source === 'original') return all[0] ?? null;
  return seed === null ? meanOf(all) : null;
}

function meanOf(all: readonly CaptionStatistics[]): CaptionStatistics | null {
  const [first] = all;
  if (!first) return null;
  const entries = Object.entries(first).map(([name, value]) => {
    if (name === 'source') return [name, value];
    const numbers = all.map((one) => one[name as keyof CaptionStatistics]).filter(isNumber);
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    return [name, name === 'seed' || numbers.length < all.length ? null : mean];
  });
  return Object.fromEntries(entries) as CaptionStatistics;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
