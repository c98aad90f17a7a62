/** One experiment held against another: gathered from both stores, compared by pure functions. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { ApartBenchmark, OtherExperiment } from '../../../shared/compare.ts';
import type { Comparison, Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { placesOf } from '../places.ts';
import { withQuestions } from '../questions/with-questions.ts';
import { describe, findExperiment, stateOf } from '../run/experiment.ts';
import { holderOf } from '../run/lock.ts';
import { holm, verdictOf } from '../stats/index.ts';
import {
  allScores,
  allSteps,
  askedQuestions,
  type Db,
  openForReading,
  predictionsOf,
  summaryOf,
} from '../store/index.ts';
import { compareScores, type Trainings } from './compare-scores.ts';
import { planDifferences } from './plan-differences.ts';
import { sameQuestions } from './same-questions.ts';

interface Side {
  readonly plan: Plan;
  readonly db: Db;
  /** Main metrics alone. */
  readonly scores: readonly Score[];
}

type Seeds = OtherExperiment['seeds'];

/** Never throws for what is wrong with `other`: that is told in its place. */
export async function compareExperiments(
  path: string,
  other: string,
  seed: number | null,
): Promise<OtherExperiment> {
  const folder = findExperiment(path);
  await withQuestions(folder);
  try {
    const found = otherFolder(other);
    await withQuestions(found);
    return await compared(folder, found, seed);
  } catch (error) {
    return unreadable(other, failureOf(error));
  }
}

function otherFolder(path: string): string {
  if (existsSync(path)) return findExperiment(path);
  throw new EngineFailure(
    `There is no experiment at ${path} any more.`,
    'It was deleted or moved; take it out of the comparison, or put it back.',
  );
}

/** A folder that goes while it is read fails in the words of the disk or of SQLite. */
function failureOf(error: unknown): NonNullable<OtherExperiment['failure']> {
  if (error instanceof EngineFailure) return { message: error.message, advice: error.advice };
  const { code, message } = error as { code?: unknown; message: string };
  if (typeof code !== 'string') throw error;
  return { message: `The experiment cannot be read: ${message}.`, advice: 'It may just have been deleted.' };
}

const unreadable = (path: string, failure: OtherExperiment['failure']): OtherExperiment => ({
  path,
  name: basename(path),
  failure,
  state: null,
  plan: null,
  scores: [],
  seeds: { here: [], there: [] },
  comparisons: [],
  questions: {},
  apart: [],
  planDifferences: [],
});

async function compared(folder: string, other: string, wanted: number | null): Promise<OtherExperiment> {
  const described = describe(other);
  const here = sideOf(folder);
  try {
    const there = sideOf(other);
    try {
      const seeds = seedsCompared(here, there, wanted);
      const held = holderOf(placesOf(other).lock) !== null;
      return {
        path: other,
        name: described.name,
        failure: null,
        state: stateOf(allSteps(there.db), held),
        plan: there.plan,
        scores: [...there.scores],
        seeds,
        ...(await benchmarksCompared(here, there, seeds, other)),
        planDifferences: planDifferences(here.plan, there.plan),
      };
    } finally {
      there.db.close();
    }
  } finally {
    here.db.close();
  }
}

function sideOf(folder: string): Side {
  const { plan } = describe(folder);
  const db = openForReading(placesOf(folder).database);
  const pooled = summaryOf<Score>(db, 'scores').filter(({ seed }) => seed === null);
  const scores = [...allScores(db), ...pooled].filter(({ low, high }) => low !== null && high !== null);
  return { plan, db, scores };
}

/** A training of one seed with the other's of the same seed where it has one, else with all of the other's. */
function seedsCompared(here: Side, there: Side, wanted: number | null): Seeds {
  const [ours, theirs] = [here, there].map(({ scores }) =>
    [...new Set(scores.flatMap(({ seed }) => seed ?? []))].sort((a, b) => a - b),
  ) as [number[], number[]];
  if (wanted === null) return { here: ours, there: theirs };
  return { here: [wanted], there: theirs.includes(wanted) ? [wanted] : theirs };
}

async function benchmarksCompared(here: Side, there: Side, seeds: Seeds, other: string) {
  const options = { seed: 1, resamples: here.plan.stop.resamples };
  const apart: ApartBenchmark[] = [];
  const questions: Record<string, number> = {};
  const found: Omit<Comparison, 'verdict'>[] = [];
  for (const { benchmark, scorer, metric } of mainScores(here)) {
    const theirs = there.scores.find((one) => one.benchmark === benchmark);
    if (!theirs) continue;
    if (theirs.scorer !== scorer || theirs.metric !== metric) {
      const why = `judged by another rule there (${theirs.scorer}, ${theirs.metric}; here ${scorer}, ${metric})`;
      apart.push({ benchmark, why });
      continue;
    }
    const asked = askedQuestions(here.db, benchmark);
    const same = sameQuestions(asked, askedQuestions(there.db, benchmark));
    if (same.size === 0) {
      apart.push({ benchmark, why: 'other questions there, or other pictures' });
      continue;
    }
    questions[benchmark] = asked.length;
    for (const model of modelsOfBoth(here, there, benchmark)) {
      const result = compareScores(
        trainings(here, model, benchmark, seeds.here),
        trainings(there, model, benchmark, seeds.there),
        same,
        options,
      );
      const seed = seeds.here.length === 1 ? (seeds.here[0] as number) : null;
      if (result) found.push({ seed, model, against: other, benchmark, metric, ...result });
      // Many resamples in a row: other requests are answered in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { comparisons: judged(found, here.plan.stop.alpha), questions, apart };
}

/** One for each benchmark that was scored. */
const mainScores = ({ scores }: Side): Score[] => [
  ...new Map(scores.map((score) => [score.benchmark, score])).values(),
];

function modelsOfBoth(here: Side, there: Side, benchmark: string): string[] {
  const [ours, theirs] = [here, there].map(
    ({ scores }) =>
      new Set(scores.filter((score) => score.benchmark === benchmark).map(({ model }) => model)),
  ) as [Set<string>, Set<string>];
  return [...ours].filter((model) => theirs.has(model));
}

/** Empty where one of the seeds has not answered. */
function trainings({ db }: Side, model: string, benchmark: string, seeds: readonly number[]): Trainings {
  const scores = seeds.map(
    (seed) => new Map(predictionsOf(db, model, seed, benchmark).map(({ item, score }) => [item, score])),
  );
  return scores.some(({ size }) => size === 0) ? { seeds: [], scores: [] } : { seeds, scores };
}

/** Corrected over the benchmarks of one model (Holm), as they are looked at together. */
function judged(comparisons: readonly Omit<Comparison, 'verdict'>[], alpha: number): Comparison[] {
  return [...Map.groupBy(comparisons, ({ model }) => model).values()].flatMap((own) => {
    const adjusted = holm(own.map(({ pValue }) => pValue));
    return own.map((one, at) => ({
      ...one,
      verdict: verdictOf(one.difference, adjusted[at] as number, alpha),
    }));
  });
}
