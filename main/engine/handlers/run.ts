import type { runRequests } from '../../../shared/run-requests.ts';
import { placesOf } from '../places.ts';
import { graphOf } from '../plan/graph.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import { preview } from '../run/preview.ts';
import { searchLog } from '../run/search-log.ts';
import type { HandlersOf } from './handlers-of.ts';

export const runHandlers: HandlersOf<typeof runRequests> = {
  'run.estimates': async ({ path }) => {
    const { plan, fresh } = describe(findExperiment(path));
    const { steps } = await preview(plan, fresh);
    return steps.map(({ id, estimate }) => ({ step: id, seconds: estimate.seconds }));
  },
  'run.graph': ({ path }) =>
    graphOf(describe(findExperiment(path)).plan).map(({ id, dependsOn }) => ({
      step: id,
      after: [...dependsOn],
    })),
  'run.searchLog': ({ path, ...wanted }) => searchLog(placesOf(findExperiment(path)).runLog, wanted),
};
