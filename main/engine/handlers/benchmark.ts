import type { benchmarkRequests } from '../../../shared/benchmark-requests.ts';
import { withQuestions } from '../questions/with-questions.ts';
import { findExperiment } from '../run/experiment.ts';
import {
  answeringModels,
  answersPage,
  answersTally,
  answersTotal,
  examplesOfModel,
  questionsByBenchmark,
} from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const benchmarkHandlers: HandlersOf<typeof benchmarkRequests> = {
  'benchmark.overview': async ({ path }) => {
    await withQuestions(findExperiment(path));
    return reading(path, (db) => ({ benchmarks: questionsByBenchmark(db), answered: answeringModels(db) }));
  },
  'benchmark.items': ({ path, after, limit, ...filter }) =>
    reading(path, (db) => {
      const items = answersPage(db, filter, after ?? 0, limit);
      return {
        items,
        next: items.length === limit ? (items.at(-1)?.ordinal ?? null) : null,
        total: after === null ? answersTotal(db, filter) : null,
        tally: after === null ? answersTally(db, filter) : null,
      };
    }),
  'specialist.examples': ({ path, model, seed, images }) =>
    reading(path, (db) => {
      const byImage = Map.groupBy(examplesOfModel(db, model, seed, images), ({ image }) => image);
      return [...byImage].map(([image, answers]) => ({
        image,
        answers: answers.map(({ prompt, text }) => ({ prompt, text })),
      }));
    }),
};
