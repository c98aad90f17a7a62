/** Scores stored answers anew by the scorers as they stand now; no model is run. */
import type { Rescored } from '../../../shared/benchmarks-requests.ts';
import type { Score } from '../../../shared/models.ts';
import { EngineFailure } from '../failure.ts';
import { reading } from '../handlers/reading.ts';
import { placesOf } from '../places.ts';
import { benchmarkOf, nameOf } from '../scorers/planned.ts';
import { benchPlaces } from '../steps/dataset-places.ts';
import { type Exam, readExams } from '../steps/exams.ts';
import { rescoredOf, scored, scoresOf } from '../steps/score.ts';
import {
  allScores,
  answeredBenchmarks,
  type Db,
  imagesOfSet,
  predictionsOf,
  replaceScores,
  updatePredictionScores,
} from '../store/index.ts';
import { describe } from './experiment.ts';
import { whileIdle } from './redo.ts';

export interface RescoreResult {
  readonly rescored: Rescored[];
  readonly left: { benchmark: string; why: string }[];
}

export async function rescore(folder: string): Promise<RescoreResult> {
  const { plan } = describe(folder);
  const { images, answered } = reading(folder, (db) => ({
    images: new Map(imagesOfSet(db, 'bench').map(({ name, row }) => [name, row])),
    answered: answeredBenchmarks(db),
  }));
  if (answered.length === 0) {
    throw new EngineFailure('No answers are stored that could be scored.', 'Run the experiment first.');
  }
  const names = [...new Set(answered.map(({ benchmark }) => benchmark))];
  // The user's own benchmarks are known by the plan alone.
  const planned = names.map((name) => plan.benchmarks.find((one) => nameOf(one) === name) ?? name);
  const { exams, skipped } = await readExams(planned, benchPlaces(plan, placesOf(folder)), images);
  const left = planned
    .filter((one) => !exams.some(({ benchmark }) => benchmark.name === nameOf(one)))
    .map((one) => ({
      benchmark: nameOf(one),
      why:
        skipped.find(({ what }) => what.endsWith(benchmarkOf(one).title))?.why ??
        'none of its images is there',
    }));
  const rescored = whileIdle(folder, (db) => {
    const models = Map.groupBy(answered, ({ model, seed }) => `${seed} ${model}`);
    return [...models.values()].flatMap(([first]) =>
      first ? rescoreModel(db, exams, first.model, first.seed, plan.stop.resamples) : [],
    );
  });
  return { rescored, left };
}

function rescoreModel(
  db: Db,
  exams: readonly Exam[],
  model: string,
  seed: number,
  resamples: number,
): Rescored[] {
  const before = allScores(db).filter((score) => score.model === model && score.seed === seed);
  const after: Score[] = [];
  const rescored: Rescored[] = [];
  for (const exam of exams) {
    const { benchmark, items } = exam;
    const stored = predictionsOf(db, model, seed, benchmark.name);
    const now = scored(exam, stored);
    if (stored.length === 0) continue;
    const was = before.filter((score) => score.benchmark === benchmark.name);
    const primary = was.find(({ metric }) => metric === benchmark.metric);
    // Where nothing fits, the files are of another split, and what is stored stays as it is.
    const scores = now.length === 0 ? [] : scoresOf(exam, now, seed, model, resamples);
    const changed = rescoredOf(stored, now);
    updatePredictionScores(db, model, seed, changed);
    after.push(...scores);
    rescored.push({
      model,
      seed,
      benchmark: benchmark.name,
      metric: benchmark.metric,
      scorerBefore: primary?.scorer ?? null,
      scorer: benchmark.scorer,
      before: primary?.value ?? null,
      after: scores[0]?.value ?? null,
      answers: now.length,
      changed: changed.length,
      furtherChanged:
        now.length === 0 ? 0 : differing(further(was, benchmark.metric), further(scores, benchmark.metric)),
      withoutQuestion: stored.length - now.length,
      unanswered: items.length - now.length,
    });
  }
  const renewed = new Set(after.map(({ benchmark }) => benchmark));
  replaceScores(db, model, seed, [...before.filter(({ benchmark }) => !renewed.has(benchmark)), ...after]);
  return rescored;
}

const further = (scores: readonly Score[], primary: string): Map<string, number> =>
  new Map(scores.filter(({ metric }) => metric !== primary).map(({ metric, value }) => [metric, value]));

function differing(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).length;
}
