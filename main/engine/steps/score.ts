/** From stored answers to a benchmark's scores: what evaluating and rescoring have in common. Pure. */
import type { Score } from '../../../shared/models.ts';
import { interval } from '../stats/index.ts';
import type { Prediction } from '../store/index.ts';
import type { Exam } from './exams.ts';

const bootstrapSeed = 1;

/** Answers with their scores by the official rule as it stands now, in the order given. Those of other questions are left out. */
export function scored({ benchmark, items }: Exam, predictions: readonly Prediction[]): Prediction[] {
  const known = new Map(items.map((item) => [item.id, item]));
  const mine = predictions.filter(({ item }) => known.has(item));
  if (!benchmark.scoreTogether) {
    return mine.map((one) => {
      const item = known.get(one.item);
      return item ? { ...one, score: benchmark.score(item, one.text) } : one;
    });
  }
  // In the order of the benchmark's files, and of the questions that were answered only: an absent one is no empty answer.
  const texts = new Map(mine.map(({ item, text }) => [item, text]));
  const answered = items.filter(({ id }) => texts.has(id));
  const scores = benchmark.scoreTogether(answered, texts);
  const byItem = new Map(answered.map(({ id }, i) => [id, scores[i] as number]));
  return mine.map((one) => ({ ...one, score: byItem.get(one.item) as number }));
}

/** Those of `now` whose score is another than stored. */
export function rescoredOf(stored: readonly Prediction[], now: readonly Prediction[]): Prediction[] {
  const before = new Map(stored.map(({ item, score }) => [item, score]));
  return now.filter(({ item, score }) => score !== before.get(item));
}

/** The primary metric with its interval, then the further ones. `predictions` as `scored` gives them; at least one. */
export function scoresOf(
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
  const texts = new Map(predictions.map(({ item, text }) => [item, text]));
  const answered = items.filter(({ id }) => texts.has(id));
  return [
    { ...of, metric: benchmark.metric, ...primary },
    ...Object.entries(benchmark.details(answered, texts))
      .filter(([metric]) => metric !== benchmark.metric)
      // Further figures are descriptive: no interval is claimed for them.
      .map(([metric, value]): Score => ({ ...of, metric, value, low: null, high: null, n: answered.length })),
  ];
}
