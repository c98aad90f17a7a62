/**
 * Asks a model every question of every benchmark of the plan and scores the answers by the official rules. The final generalist also describes
 * a sample of the pretraining images.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Score } from '../../../shared/models.ts';
import { final } from '../plan/arms.ts';
import type { BenchmarkItem } from '../scorers/index.ts';
import {
  imagesOfSet,
  insertPredictions,
  type Prediction,
  predictionsOf,
  replaceScores,
  updatePredictionScores,
} from '../store/index.ts';
import { ask } from './ask.ts';
import { benchPlaces } from './dataset-places.ts';
import { describeSample, sampleAsks } from './describe-sample.ts';
import { readExams } from './exams.ts';
import { rescoredOf, scored, scoresOf } from './score.ts';
import { sharedAnswers } from './shared-answers.ts';
import { done, type RunStep, skip, subject } from './step-context.ts';

export const evaluate: RunStep = async (context) => {
  const { plan, places, db, step, progress } = context;
  const { seed, model } = subject(step);
  const checkpoint = places.checkpoint(seed, model);
  if (!existsSync(join(checkpoint, 'COMPLETE'))) return skip(`${model} was not trained.`);
  const rows = new Map(imagesOfSet(db, 'bench').map(({ name, row }) => [name, row]));
  const { exams } = await readExams(plan.benchmarks, benchPlaces(plan, places), rows);
  const sample = model === final ? sampleAsks(db, plan, seed).length : 0;
  if (exams.length === 0) return skip('The dataset has no benchmark.');
  const total = exams.reduce((sum, { items }) => sum + items.length, sample);
  let answered = 0;
  const scores: Score[] = [];
  for (const [at, { benchmark, items }] of exams.entries()) {
    const known = new Set(predictionsOf(db, model, seed, benchmark.name).map(({ item }) => item));
    const earlier = exams.slice(0, at).map((exam) => ({
      exam,
      answers: predictionsOf(db, model, seed, exam.benchmark.name),
    }));
    const shared = sharedAnswers({ benchmark, items }, earlier).filter(({ item }) => !known.has(item));
    const asked = new Map(items.map((item) => [item.id, item]));
    insertPredictions(
      db,
      model,
      seed,
      shared.map(({ item, text, logProbability }): Prediction => {
        known.add(item);
        const score = benchmark.score(asked.get(item) as BenchmarkItem, text);
        return { benchmark: benchmark.name, item, text, score, logProbability };
      }),
    );
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
    const stored = predictionsOf(db, model, seed, benchmark.name);
    const predictions = scored({ benchmark, items }, stored);
    updatePredictionScores(db, model, seed, rescoredOf(stored, predictions));
    scores.push(...scoresOf({ benchmark, items }, predictions, seed, model, plan.stop.resamples));
  }
  replaceScores(db, model, seed, scores);
  if (model === final) {
    progress(total - sample, total);
    let described = 0;
    await describeSample(context, seed, checkpoint, (count) => {
      described += count;
      progress(total - sample + described, total);
    });
  }
  return done();
};
