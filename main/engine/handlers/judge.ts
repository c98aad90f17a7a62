/** The requests of shared/judge-requests.ts, answered. */
import type { judgeRequests } from '../../../shared/judge-requests.ts';
import { EngineFailure } from '../failure.ts';
import { askModel } from '../judges/ask-model.ts';
import { drawnOf, drawPairs } from '../judges/draw.ts';
import { judgeResults, modelJudgeResults } from '../judges/results.ts';
import { sourcesBySeed } from '../judges/sources.ts';
import { answerPair, nextTurn, undoLast } from '../judges/turns.ts';
import { placesOf } from '../places.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import type { Emit } from '../run/run-experiment.ts';
import { type Db, drawnStrata, judgesOf, openForWriting, pairsForPeople } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

/** `ended` is aborted when the engine stops: questions in flight end, what was answered is stored. */
export const judgeHandlers = (emit: Emit, ended: AbortSignal): HandlersOf<typeof judgeRequests> => ({
  'judge.get': ({ path }) =>
    reading(path, (db) => ({
      seeds: sourcesBySeed(db, planOf(path)),
      strata: drawnStrata(db),
      judges: judgesOf(db),
      total: pairsForPeople(db).length,
    })),
  'judge.draw': ({ path, ...draw }) =>
    writing(path, (db, folder) =>
      drawnOf(db, drawPairs(db, describe(folder).plan, { ...draw, forPeople: true })),
    ),
  'judge.next': ({ path, judge }) => reading(path, (db) => nextTurn(db, judge)),
  'judge.answer': ({ path, judge, pair, answer, seconds }) =>
    writing(path, (db) => answerPair(db, judge, pair, answer, seconds ?? null)),
  'judge.undo': ({ path, judge }) => writing(path, (db) => undoLast(db, judge)),
  'judge.results': ({ path }) => reading(path, (db) => judgeResults(db, planOf(path).stop.resamples)),
  'judge.ask': ({ path, ...ask }) =>
    writing(path, async (db, folder) => {
      const { plan } = describe(folder);
      const asked = await askModel(db, plan, ask, {
        signal: ended,
        log: (line) => emit('run.log', { path: folder, line }),
        progress: (done, total) =>
          emit('judge.progress', { path: folder, judge: ask.endpoint.model, done, total }),
      });
      return { ...asked, results: modelJudgeResults(db, ask.endpoint.model, plan.stop.resamples) };
    }),
});

const planOf = (path: string) => describe(findExperiment(path)).plan;

/**
 * Beside a run that holds the experiment: judges write to tables of their own, in transactions so short that a run never waits for them
 * long, and WAL lets both sides wait their turn.
 */
async function writing<T>(path: string, write: (db: Db, folder: string) => T | Promise<T>): Promise<T> {
  const folder = findExperiment(path);
  // Not the first to open it: a folder without a database is damaged, and must not be given an empty one.
  reading(path, () => {});
  const db = openForWriting(placesOf(folder).database);
  try {
    return await write(db, folder);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code?.startsWith('SQLITE_BUSY')) {
      throw new EngineFailure(
        'The experiment is being written to by its run and did not let go within five seconds.',
        'What was not stored can be given again in a moment.',
      );
    }
    throw error;
  } finally {
    db.close();
  }
}
