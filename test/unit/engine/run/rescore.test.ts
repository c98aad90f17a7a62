import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Places, placesOf } from '../../../../main/engine/places.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { takeLock } from '../../../../main/engine/run/lock.ts';
import { rescore } from '../../../../main/engine/run/rescore.ts';
import { mmmu } from '../../../../main/engine/scorers/mmmu.ts';
import { pope } from '../../../../main/engine/scorers/pope.ts';
import {
  allScores,
  insertImages,
  insertPredictions,
  insertSets,
  openForReading,
  openForWriting,
  predictionsOf,
  replaceScores,
} from '../../../../main/engine/store/index.ts';
import { ownHome, smallPlan } from './home.ts';

/** An experiment on a folder with POPE and MMMU, whose model v0 has answered. */
function answered(files: Readonly<Record<string, string>>): Places {
  const home = ownHome();
  const data = join(home, 'data');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(data, 'bench', name)), { recursive: true });
    writeFileSync(join(data, 'bench', name), content);
  }
  const places = placesOf(join(home, 'experiments', 'one'));
  writeExperiment(places.folder, { ...smallPlan(), dataset: { kind: 'folder', path: data } });
  const db = openForWriting(places.database);
  insertSets(db, [{ name: 'bench', role: 'bench' }]);
  const image = { set: 'bench', sha256: 'x', width: 9, height: 9, truth: null, turns: [] };
  insertImages(db, [{ ...image, name: '1.jpg', file: join(data, 'bench/images/1.jpg'), row: 0 }]);
  db.close();
  return places;
}

const lines = (entries: readonly object[]): string =>
  entries.map((entry) => JSON.stringify(entry)).join('\n');
const question = (question_id: number, label: string, image = '1.jpg') => ({
  question_id,
  image,
  text: '?',
  label,
});
const answer = (benchmark: string, item: string, text: string, score: number) => ({
  benchmark,
  item,
  text,
  score,
  logProbability: -1,
});
const old = { seed: 1, model: 'v0', benchmark: 'pope', low: null, high: null, n: 3 };

function store(places: Places, predictions: ReturnType<typeof answer>[], scores = [] as object[]): void {
  const db = openForWriting(places.database);
  insertPredictions(db, 'v0', 1, predictions);
  replaceScores(db, 'v0', 1, scores as never);
  db.close();
}

function look(places: Places) {
  const db = openForReading(places.database);
  try {
    const of = (benchmark: string) =>
      predictionsOf(db, 'v0', 1, benchmark).map(({ item, score }): [string, number] => [item, score]);
    return { scores: allScores(db), pope: of('pope'), mmmu: of('mmmu') };
  } finally {
    db.close();
  }
}

test('scores every stored answer anew and tells what changed', async () => {
  const asked = [question(1, 'yes'), question(2, 'no'), question(3, 'yes'), question(4, 'no', 'gone.jpg')];
  const places = answered({ 'pope/pope_random.json': lines(asked) });
  store(
    places,
    [
      answer('pope', 'random:1', 'yes', 1),
      // an older scorer took this for "no"
      answer('pope', 'random:2', "There isn't a dog.", 1),
      answer('pope', 'popular:7', 'yes', 1),
    ],
    [
      { ...old, scorer: 'an older rule', metric: 'accuracy', value: 1 },
      { ...old, scorer: 'an older rule', metric: 'yes-ratio', value: 0.5 },
      { ...old, benchmark: 'vsr', scorer: 'kept', metric: 'accuracy', value: 0.7 },
    ],
  );
  const { rescored, left } = await rescore(places.folder);
  expect(left).toEqual([]);
  expect(rescored).toEqual([
    {
      model: 'v0',
      seed: 1,
      benchmark: 'pope',
      metric: 'accuracy',
      scorerBefore: 'an older rule',
      scorer: pope.scorer,
      before: 1,
      after: 0.5,
      answers: 2,
      changed: 1,
      furtherChanged: expect.any(Number),
      withoutQuestion: 1,
      unanswered: 1,
    },
  ]);
  const now = look(places);
  expect(now.pope).toEqual([
    ['popular:7', 1],
    ['random:1', 1],
    ['random:2', 0],
  ]);
  expect(
    now.scores.find(({ metric, benchmark }) => benchmark === 'pope' && metric === 'accuracy'),
  ).toMatchObject({
    value: 0.5,
    n: 2,
    scorer: pope.scorer,
  });
  expect(now.scores.find(({ metric }) => metric === 'yes-ratio')?.value).toBe(1);
  // a benchmark without stored answers keeps what was measured
  expect(now.scores.find(({ benchmark }) => benchmark === 'vsr')?.value).toBe(0.7);

  const again = await rescore(places.folder);
  expect(again.rescored[0]).toMatchObject({ before: 0.5, after: 0.5, changed: 0, furtherChanged: 0 });
});

test('guesses are drawn over all answers in the order of the files, not of the store', async () => {
  const entry = (id: string) => ({
    id,
    question: '?',
    options: "['a', 'b', 'c', 'd']",
    image_1: '1.jpg',
    answer: 'A',
    question_type: 'multiple-choice',
  });
  const ids = Array.from({ length: 20 }, (_, i) => `validation_Art_${i + 1}`);
  const places = answered({ 'mmmu/val.jsonl': lines(ids.map(entry)) });
  store(
    places,
    ids.map((id) => answer('mmmu', id, 'no idea', 0)),
  );
  await rescore(places.folder);
  const items = (await mmmu.read(join(dirname(dirname(places.folder)), 'data', 'bench'))) ?? [];
  const expected = mmmu.scoreTogether?.(items, new Map(ids.map((id) => [id, 'no idea']))) as number[];
  expect(expected.filter((score) => score === 1).length).toBeGreaterThan(0);
  expect(new Map(look(places).mmmu)).toEqual(new Map(ids.map((id, i) => [id, expected[i] as number])));
});

test('answers of another split are kept as they are, and said', async () => {
  const places = answered({ 'pope/pope_random.json': lines([question(1, 'yes')]) });
  store(
    places,
    [answer('pope', 'adversarial:9', 'yes', 1), answer('vsr', '0', 'yes', 1)],
    [{ ...old, scorer: 'an older rule', metric: 'accuracy', value: 1 }],
  );
  const { rescored, left } = await rescore(places.folder);
  expect(rescored).toMatchObject([{ answers: 0, before: 1, after: null, withoutQuestion: 1, unanswered: 1 }]);
  expect(left).toEqual([{ benchmark: 'vsr', why: expect.stringContaining('no bench/vsr in the dataset') }]);
  expect(look(places).scores).toMatchObject([{ metric: 'accuracy', value: 1, scorer: 'an older rule' }]);
});

test('refuses where nothing is stored, and while the experiment runs', async () => {
  const places = answered({ 'pope/pope_random.json': lines([question(1, 'yes')]) });
  await expect(rescore(places.folder)).rejects.toThrow('No answers are stored');
  store(places, [answer('pope', 'random:1', 'yes', 1)]);
  takeLock(places.lock);
  await expect(rescore(places.folder)).rejects.toThrow('already running');
});
