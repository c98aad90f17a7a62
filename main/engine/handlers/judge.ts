/** The requests of shared/judge-requests.ts, answered. */
import { join } from 'node:path';
import type { judgeRequests } from '../../../shared/judge-requests.ts';
import { EngineFailure } from '../failure.ts';
import { askModel } from '../judges/ask-model.ts';
import { drawnOf, drawPairs } from '../judges/draw.ts';
import { judgeResults, modelJudgeResults } from '../judges/results.ts';
import { sourcesBySeed } from '../judges/sources.ts';
import { answerPair, nextTurn, undoLast } from '../judges/turns.ts';
import { placesOf } from '../places.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import { releaseLock, takeLock } from '../run/lock.ts';
import type { Emit } from '../run/run-experiment.ts';
import { type Db, drawnStrata, judgesOf, openForWriting, pairsForPeople } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

/** `ended` is aborted when the engine stops: questions in flight end, what was answered is stored. */
export const judgeHandlers = (
  emit: Emit,
  ended: AbortSignal,
  asking = new Map<string, AbortController>(),
): HandlersOf<typeof judgeRequests> => ({
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
    writing(path, (db, folder) =>
      oneAtATime(folder, asking, async (stopped) => {
        const { plan } = describe(folder);
        const judge = ask.endpoint.model;
        const asked = await askModel(db, plan, ask, {
          signal: AbortSignal.any([ended, stopped]),
          log: (line) => emit('run.log', { path: folder, line }),
          progress: (done, total) => emit('judge.progress', { path: folder, judge, done, total }),
        });
        return { ...asked, results: modelJudgeResults(db, judge, plan.stop.resamples) };
      }),
    ),
  'judge.stop': ({ path }) => {
    const own = asking.get(findExperiment(path));
    own?.abort();
    return { stopped: own !== undefined };
  },
});

/** Also across processes: two at a time would put the same questions twice. */
async function oneAtATime<T>(
  folder: string,
  asking: Map<string, AbortController>,
  ask: (stopped: AbortSignal) => Promise<T>,
): Promise<T> {
  const lock = join(folder, 'judge.lock');
  const holder = takeLock(lock);
  if (holder) {
    throw new EngineFailure(
      `A judge model is being asked about this experiment already, in process ${holder.pid} since ${holder.since}.`,
      'Ask again when that is over: nothing is asked twice.',
    );
  }
  const stop = new AbortController();
  asking.set(folder, stop);
  try {
    return await ask(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new EngineFailure(
      'The judge model was stopped.',
      'What it has answered is kept; asked again, it is asked the rest.',
    );
  } finally {
    asking.delete(folder);
    releaseLock(lock);
  }
}

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
