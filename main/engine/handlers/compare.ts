import type { compareRequests } from '../../../shared/compare-requests.ts';
import { compareExperiments } from '../across/compare-experiments.ts';
import type { HandlersOf } from './handlers-of.ts';

export const compareHandlers: HandlersOf<typeof compareRequests> = {
  'experiments.compare': async ({ path, others, seed }) => {
    const compared = [];
    for (const other of others) compared.push(await compareExperiments(path, other, seed));
    return compared;
  },
};
