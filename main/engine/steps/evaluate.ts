/** Asks a model every question of every benchmark of the plan and scores the answers by the official rules. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Score } from '../../../shared/models.ts';
import type { BenchmarkItem } from '../scorers/index.ts';
import { interval } from '../stats/index.ts';
import {
  imagesOfSet,
  insertPredictions,
  type Prediction,
  predictionsOf,
  replaceScores,
} from '../store/index.ts';
import { ask } from './ask.ts';
import { type Exam, readExams } from './exams.ts';
import { benchFolder } from './import.ts';
import { done, type RunStep, skip, subject } from './step-context.ts';

export const evaluate: RunStep = async (context) => {
  const { plan, places, db, step, progress } = context;
  const { seed, model } = subject(step);
  const checkpoint = places.checkpoint(seed, model);
  if (!existsSync(join(checkpoint, 'COMPLETE'))) return skip(`${model} was not trained.`);
  const rows = new Map(imagesOfSet(db, 'bench').map(({ name, row }) => [name, row]));
  const { exams } = await readExams(plan.benchmarks, benchFolder(plan, places), rows);
  if (exams.length === 0) return skip('The dataset has no benchmark.');
  const total = exams.reduce((sum, { items }) => sum + items.length, 0);
  let answered = 0;
  const scores: Score[] = [];
  for (const { benchmark, items } of exams) {
    const known = new Set(predictionsOf(db, model, seed, benchmark.name).map(({ item }) => item));
    const open = items.filter(({ id }) => !known.has(id));
    answered += items.length - open.length;
    const questions = open.map(({ image, prompt }) => ({ row: rows.get(image) as number, prompt }));
    const decoding = { maxNewTokens: benchmark.maxNewTokens, temperature: 0, topP: 1 };
    await ask(context, questions, { checkpoint, decoding, seed, name: benchmark.name }, (answers) => {
      insertPredictions(
        db,
        model,
        seed,
        answers.map(({ id, text, log_probability }): Prediction => {
          const item = open[id] as BenchmarkItem;
          return {
            benchmark: benchmark.name,
            item: item.id,
            text,
            score: benchmark.score(item, text),
            logProbability: log_probability,
          };
        }),
      );
      answered += answers.length;
      progress(answered, total);
    });
    scores.push(
      ...scoresOf(
        { benchmark, items },
        predictionsOf(db, model, seed, benchmark.name),
        seed,
        model,
        plan.stop.resamples,
      ),
    );
  }
  replaceScores(db, model, seed, scores);
  return done();
};

const bootstrapSeed = 1;

function scoresOf(
  { benchmark, items }: Exam,
  predictions: readonly Prediction[],
  seed: number,
  model: string,
  resamples: number,
): Score[] {
  const of = { seed, model, benchmark: benchmark.name, scorer: benchmark.scorer };
  const primary = interval(
    Float64Array.from(predictions, ({ score }) => score),
    { seed: bootstrapSeed, resamples },
  );
  const details = benchmark.details(items, new Map(predictions.map(({ item, text }) => [item, text])));
  return [
    { ...of, metric: benchmark.metric, ...primary },
    ...Object.entries(details)
      .filter(([metric]) => metric !== benchmark.metric)
      // Further figures are descriptive: no interval is claimed for them.
      .map(([metric, value]): Score => ({ ...of, metric, value, low: null, high: null, n: items.length })),
  ];
}
