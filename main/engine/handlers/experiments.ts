import type { experimentsRequests } from '../../../shared/experiments-requests.ts';
import { graphOf } from '../plan/graph.ts';
import { describe, findExperiment, summarise } from '../run/experiment.ts';
import { archive, duplicate, rename } from '../run/rearrange.ts';
import { dependants, redo } from '../run/redo.ts';
import { emptyTrash, listTrash, moveToTrash, restoreFromTrash } from '../run/trash.ts';
import { allSteps, judgedOf } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const experimentsHandlers: HandlersOf<typeof experimentsRequests> = {
  'experiments.duplicate': ({ path }) => summarise(duplicate(findExperiment(path))),
  'experiments.rename': ({ path, name }) => summarise(rename(findExperiment(path), name)),
  'experiments.archive': ({ path, archived }) => summarise(archive(findExperiment(path), archived)),
  'experiments.delete': ({ path }) => moveToTrash(path),
  'experiments.restore': ({ id }) => summarise(restoreFromTrash(id)),
  'experiments.trash': () => listTrash(),
  'experiments.emptyTrash': async () => ({ removed: await emptyTrash() }),
  'run.dependants': ({ path, step }) => {
    const again = dependants(graphOf(describe(findExperiment(path)).plan), step);
    return reading(path, (db) => ({
      steps: [...again],
      judged: judgedOf(
        db,
        allSteps(db).flatMap(({ id, kind, model, seed }) =>
          kind === 'recaption' && again.has(id) && model !== null && seed !== null ? [{ model, seed }] : [],
        ),
      ),
    }));
  },
  'run.redo': ({ path, step }) => ({ steps: redo(findExperiment(path), step) }),
};
