import type { changesRequests } from '../../../shared/changes-requests.ts';
import { changesBetween } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const changesHandlers: HandlersOf<typeof changesRequests> = {
  'benchmark.changes': ({ path, benchmark, seed, models }) =>
    reading(path, (db) =>
      models.slice(1).map((model, at) => changesBetween(db, benchmark, seed, model, models[at] as string)),
    ),
};
