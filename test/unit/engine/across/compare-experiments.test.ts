/** Two real experiments in a home of their own, with drawn answers; the window's request is asked. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { type Places, placesOf } from '../../../../main/engine/places.ts';
import {
  insertImages,
  insertPredictions,
  insertSets,
  openForWriting,
  replaceQuestions,
  replaceScores,
} from '../../../../main/engine/store/index.ts';
import { compareRequests } from '../../../../shared/compare-requests.ts';
import type { Score } from '../../../../shared/models.ts';
import { finishedExperiment, ownHome, smallPlan } from '../run/home.ts';

const count = 60;

/** `right`: how many of the questions v0 and v1 of a seed answer rightly. */
function answered(
  places: Places,
  right: { seed: number; v0: number; v1: number }[],
  scorer = 'POPE evaluate.py',
) {
  const db = openForWriting(places.database);
  insertSets(db, [{ name: 'bench', role: 'bench' }]);
  insertImages(
    db,
    Array.from({ length: count }, (_, at) => ({
      ...{ set: 'bench', name: `${at}.jpg`, file: `/b/${at}.jpg`, sha256: `sha ${at}`, width: 8, height: 8 },
      ...{ row: 10 + at, truth: null, turns: [] },
    })),
  );
  replaceQuestions(
    db,
    Array.from({ length: count }, (_, at) => ({
      ...{ benchmark: 'pope', item: `${at}`, image: `${at}.jpg`, prompt: `is there a ${at}?`, truth: 'yes' },
      yesNo: 'yes' as const,
    })),
  );
  for (const { seed, ...models } of right) {
    for (const [model, rights] of Object.entries(models)) {
      insertPredictions(
        db,
        model,
        seed,
        Array.from({ length: count }, (_, at) => ({
          ...{ benchmark: 'pope', item: `${at}`, text: 'yes', score: Number(at < rights), logProbability: 0 },
        })),
      );
      const value = rights / count;
      const score: Score = {
        ...{ seed, model, benchmark: 'pope', scorer, metric: 'accuracy' },
        ...{ value, low: value - 0.1, high: value + 0.1, n: count },
      };
      replaceScores(db, model, seed, [score, { ...score, metric: 'recall', low: null, high: null }]);
    }
  }
  return db;
}

const compare = (path: string, others: string[], seed: number | null = 1) =>
  new Engine(() => {}).call('experiments.compare', { path, others, seed });

test('models of one name are paired on the questions of both; scores, plan and state come along', async () => {
  const home = ownHome();
  const one = finishedExperiment(home, 'one');
  answered(one, [{ seed: 1, v0: 30, v1: 50 }]).close();
  const two = finishedExperiment(home, 'two', { ...smallPlan(), template: 'recaption' });
  answered(two, [{ seed: 1, v0: 30, v1: 20 }]).close();
  const [found] = await compare(one.folder, [two.folder]);
  expect(compareRequests['experiments.compare'].result.parse([found])).toEqual([found]);
  expect(found).toMatchObject({
    name: 'two',
    state: 'done',
    failure: null,
    apart: [],
    questions: { pope: count },
  });
  expect(found?.seeds).toEqual({ here: [1], there: [1] });
  expect(found?.scores.map(({ metric }) => metric)).toEqual(['accuracy', 'accuracy']);
  expect(found?.comparisons).toMatchObject([
    { model: 'v0', difference: 0, low: 0, high: 0, verdict: 'same', against: two.folder },
    { model: 'v1', difference: 0.5, n: count, verdict: 'better' },
  ]);
  expect(found?.planDifferences).toEqual([{ member: 'template', here: 'concatenated', there: 'recaption' }]);
});

test('a question that was changed does not count; without any the benchmark stands apart', async () => {
  const home = ownHome();
  const one = finishedExperiment(home, 'one');
  answered(one, [{ seed: 1, v0: 30, v1: 50 }]).close();
  const two = finishedExperiment(home, 'two');
  const db = answered(two, [{ seed: 1, v0: 30, v1: 20 }]);
  db.exec(`UPDATE questions SET prompt = 'another' WHERE CAST(item AS INTEGER) < 10`);
  const [partly] = await compare(one.folder, [two.folder]);
  expect(partly?.comparisons.map(({ n }) => n)).toEqual([count - 10, count - 10]);
  db.exec(`UPDATE images SET sha256 = 'other ' || name WHERE set_name = 'bench'`);
  db.close();
  const [none] = await compare(one.folder, [two.folder]);
  expect(none?.comparisons).toEqual([]);
  expect(none?.apart).toEqual([{ benchmark: 'pope', why: 'other questions there, or other pictures' }]);
});

test('scores by another rule are never subtracted', async () => {
  const home = ownHome();
  const one = finishedExperiment(home, 'one');
  answered(one, [{ seed: 1, v0: 30, v1: 50 }]).close();
  const two = finishedExperiment(home, 'two');
  answered(two, [{ seed: 1, v0: 30, v1: 20 }], 'VLMEvalKit').close();
  const [found] = await compare(one.folder, [two.folder]);
  expect(found?.comparisons).toEqual([]);
  expect(found?.apart[0]?.why).toContain('VLMEvalKit');
});

test('a training is held against the other’s of its seed, else against all of the other’s', async () => {
  const home = ownHome();
  const one = finishedExperiment(home, 'one');
  answered(one, [{ seed: 1, v0: 30, v1: 50 }]).close();
  const two = finishedExperiment(home, 'two', { ...smallPlan(), seeds: [2, 3] });
  answered(two, [
    { seed: 2, v0: 20, v1: 20 },
    { seed: 3, v0: 40, v1: 20 },
  ]).close();
  const [found] = await compare(one.folder, [two.folder]);
  expect(found?.seeds).toEqual({ here: [1], there: [2, 3] });
  expect(found?.comparisons[0]?.difference).toBeCloseTo(0);
  expect(found?.comparisons[1]?.difference).toBeCloseTo(0.5);
});

test('deleted, written by a newer Squared, damaged: each says so and hides none of the rest', async () => {
  const home = ownHome();
  const one = finishedExperiment(home, 'one');
  answered(one, [{ seed: 1, v0: 30, v1: 50 }]).close();
  const copy = (name: string): Places => {
    const places = placesOf(`${home}/experiments/${name}`);
    cpSync(one.folder, places.folder, { recursive: true });
    return places;
  };
  const newer = copy('newer');
  const db = openForWriting(newer.database);
  db.pragma('user_version = 999');
  db.close();
  const damaged = copy('damaged');
  for (const ending of ['-wal', '-shm']) rmSync(`${damaged.database}${ending}`, { force: true });
  writeFileSync(damaged.database, 'this is no database');
  const whole = copy('whole');
  const failures = async (...others: string[]) =>
    (await compare(one.folder, others)).map(({ failure }) => failure);
  const [gone, fine] = await failures(`${home}/experiments/gone`, whole.folder);
  expect(gone?.message).toContain('any more');
  expect(fine).toBeNull();
  const [ofNewer, ofDamaged] = await failures(newer.folder, damaged.folder);
  expect(ofNewer?.message).toContain('newer Squared');
  expect(ofDamaged?.message).toContain('damaged');
  await expect(compare(`${home}/experiments/gone`, [whole.folder])).rejects.toThrow('There is no experiment');
});
