/** The parts of an experiment that can leave it: which model wrote the text, and of which seed. */
import type { ExportChoices, ExportPart } from '../../../shared/export.ts';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { generalist } from '../plan/graph.ts';
import { lastRound } from '../steps/last-round.ts';
import { type Db, writersOfCaptions } from '../store/index.ts';

export interface Part {
  readonly part: ExportPart;
  /** In words, for a title. */
  readonly title: string;
  /** Null where every seed has the same. */
  readonly seed: number | null;
  /** The round whose recaptions are in it; null where there are none. */
  readonly round: number | null;
  /** The generalist that wrote them. */
  readonly recaptioner: string | null;
  /** The specialists whose answers are in it. */
  readonly specialists: readonly string[];
}

interface Gathering {
  readonly plan: Plan;
  readonly db: Db;
}

/** Throws where there is nothing of that kind. */
export function partOf({ plan, db }: Gathering, part: ExportPart, wanted: number | undefined): Part {
  if (part === 'original') {
    return {
      part,
      title: titleOf(part),
      seed: null,
      round: null,
      recaptioner: null,
      specialists: [],
    };
  }
  const seed = wanted ?? (plan.seeds[0] as number);
  if (!plan.seeds.includes(seed)) {
    throw new EngineFailure(
      `This experiment has no seed ${seed}.`,
      `Its seeds are ${plan.seeds.join(', ')}. Nothing was written.`,
    );
  }
  const [kind, name] = part.split(':') as [string, string | undefined];
  const round = kind === 'round' ? Number(name) : kind === 'final' ? lastRound({ plan, db }, seed) : null;
  const all = plan.specialists.map((specialist) => specialist.name);
  if (kind === 'round' && Number(name) > plan.rounds)
    throw unknown(`round ${name}`, plan.rounds > 0 ? `It has ${plan.rounds} rounds.` : 'It has no rounds.');
  if (kind === 'specialist' && !all.includes(name as string))
    throw unknown(`specialist "${name}"`, `Its specialists: ${all.join(', ') || 'none'}.`);
  const found: Part = {
    part,
    title: titleOf(part),
    seed,
    round,
    recaptioner: round === null || round === 0 ? null : generalist(round - 1),
    specialists: kind === 'final' ? all : kind === 'specialist' ? [name as string] : [],
  };
  const written = writersOf(db);
  const isThere = (model: string) => written.has(`${model} ${seed}`);
  const needed = kind === 'final' ? found.specialists : [found.recaptioner ?? found.specialists[0] ?? ''];
  if (!needed.some(isThere)) {
    throw new EngineFailure(
      `Nothing has been written yet for ${found.title.toLowerCase()} (seed ${seed}).`,
      'Run the experiment on: its steps say how far it is. Nothing was written.',
    );
  }
  return found;
}

/** What has text now: for a form that offers it. */
export function partsOf({ plan, db }: Gathering): ExportChoices['parts'] {
  const written = writersOf(db);
  const seedsOf = (models: (seed: number) => readonly string[]) =>
    plan.seeds.filter((seed) => models(seed).some((model) => written.has(`${model} ${seed}`)));
  const rounds = Array.from({ length: plan.rounds }, (_, i) => i + 1);
  const specialists = plan.specialists.map(({ name }) => name);
  const parts: [ExportPart, number[]][] = [
    ['original', []],
    ...rounds.map((round): [ExportPart, number[]] => [
      `round:${round}`,
      seedsOf(() => [generalist(round - 1)]),
    ]),
    ...specialists.map((name): [ExportPart, number[]] => [`specialist:${name}`, seedsOf(() => [name])]),
    ['final', seedsOf(() => specialists)],
  ];
  return parts
    .filter(([part, seeds]) => part === 'original' || seeds.length > 0)
    .map(([part, seeds]) => ({ part, title: titleOf(part), seeds }));
}

function titleOf(part: ExportPart): string {
  const [kind, name] = part.split(':');
  if (kind === 'original') return 'Original text';
  if (kind === 'final') return 'Final mixture';
  return kind === 'round' ? `Round ${name}` : `Answers of the ${name} specialist`;
}

const writersOf = (db: Db): Set<string> =>
  new Set(writersOfCaptions(db).map(({ model, seed }) => `${model} ${seed}`));

const unknown = (what: string, there: string): EngineFailure =>
  new EngineFailure(`This experiment has no ${what}.`, `${there} Nothing was written.`);
