import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Places, placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { takeOver } from '../../../../main/engine/run/reuse.ts';
import { measureCaptions } from '../../../../main/engine/steps/measure-captions.ts';
import {
  allCaptionQuality,
  allSteps,
  captionsOfModel,
  type Db,
  insertCaptions,
  insertImages,
  insertPredictions,
  insertSets,
  openForWriting,
  predictionsOf,
  saveStep,
  saveStepKey,
} from '../../../../main/engine/store/index.ts';
import type { Step } from '../../../../shared/models.ts';

const plan = { ...planOf('smoke'), rounds: 1, specialists: [] };
let opened: Db[] = [];

beforeEach(() => {
  process.env.SQUARED_HOME = mkdtempSync(join(tmpdir(), 'squared-reuse-'));
});
afterEach(() => {
  for (const db of opened) db.close();
  opened = [];
  rmSync(process.env.SQUARED_HOME as string, { recursive: true, force: true });
  delete process.env.SQUARED_HOME;
});

/** An experiment whose images are called `names`, in that order. */
function experiment(name: string, names: string[]): { places: Places; db: Db } {
  const places = placesOf(join(process.env.SQUARED_HOME as string, 'experiments', name));
  writeExperiment(places.folder, plan);
  const db = openForWriting(places.database);
  opened.push(db);
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  insertImages(
    db,
    names.map((each, row) => ({
      set: 'pretrain',
      name: each,
      file: `/images/${each}`,
      sha256: each,
      width: 96,
      height: 96,
      row,
      truth: null,
      turns: [],
    })),
  );
  return { places, db };
}

const stepOf = (db: Db, id: string): Step => allSteps(db).find((step) => step.id === id) as Step;

function finish(db: Db, id: string, key: string): void {
  saveStep(db, { ...stepOf(db, id), state: 'done' });
  saveStepKey(db, id, key);
}

function checkpoint(places: Places, whole: boolean): void {
  const folder = places.checkpoint(1, 'v0');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.safetensors'), 'weights');
  if (whole) writeFileSync(join(folder, 'COMPLETE'), '');
}

const silent = () => {};

test('a checkpoint is linked, and outlives the experiment it came from', () => {
  const [a, b] = [experiment('a', ['x']), experiment('b', ['x'])];
  checkpoint(a.places, true);
  finish(a.db, 'train.seed1.v0', 'k');
  expect(takeOver(stepOf(b.db, 'train.seed1.v0'), 'k', b.places, b.db, silent)).toBe('a');
  const file = join(b.places.checkpoint(1, 'v0'), 'model.safetensors');
  expect(statSync(file).ino).toBe(statSync(join(a.places.checkpoint(1, 'v0'), 'model.safetensors')).ino);
  rmSync(a.places.folder, { recursive: true });
  expect(readFileSync(file, 'utf8')).toBe('weights');
});

test('captions find their images by name and say the checkpoint of their new home', () => {
  const [a, b] = [experiment('a', ['x', 'y']), experiment('b', ['y', 'x'])];
  const origin = {
    origin: 'recaption',
    round: 1,
    model: 'v0',
    modelSeed: 1,
    checkpoint: a.places.checkpoint(1, 'v0'),
    decoding: { maxNewTokens: 8, temperature: 0, topP: 1 },
    seed: 1,
  } as const;
  const written = {
    prompt: 'p',
    tokens: 1,
    logProbability: -1,
    minLogProbability: -1,
    truncated: false,
    seconds: null,
    usd: null,
  };
  insertCaptions(a.db, origin, [
    { imageId: 1, text: 'of x', ...written },
    { imageId: 2, text: 'of y', ...written },
  ]);
  finish(a.db, 'recaption.seed1.v0', 'k');
  expect(takeOver(stepOf(b.db, 'recaption.seed1.v0'), 'k', b.places, b.db, silent)).toBe('a');
  expect(captionsOfModel(b.db, 'v0', 1).map(({ name, text }) => [name, text])).toEqual([
    ['y', 'of y'],
    ['x', 'of x'],
  ]);
  const { checkpoint: home } = b.db.prepare('SELECT DISTINCT checkpoint FROM captions').get() as {
    checkpoint: string;
  };
  expect(home).toBe(b.places.checkpoint(1, 'v0'));
});

test('metrics come with their captions, whatever the captions are numbered here', async () => {
  const [a, b] = [experiment('a', ['x', 'y']), experiment('b', ['y', 'x'])];
  for (const [imageId, said] of [
    [1, 'a dog'],
    [2, 'an apple on grass'],
  ] as const) {
    a.db
      .prepare(
        `INSERT INTO captions VALUES (NULL, ?, 'recaption', 1, 'v0', 1, 'c', 'p', '{}', 1, ?, 1, -1, -1, 0, NULL, NULL, 'now')`,
      )
      .run(imageId, said);
  }
  for (const source of ['original', 'v0']) await measureCaptions({ plan, db: a.db }, 1, source);
  finish(a.db, 'recaption.seed1.v0', 'k');
  expect(takeOver(stepOf(b.db, 'recaption.seed1.v0'), 'k', b.places, b.db, silent)).toBe('a');
  const measured = (db: Db) =>
    db
      .prepare(
        `SELECT name, caption_metrics.words, captions.text FROM caption_metrics JOIN images ON images.id = caption_metrics.image_id
         JOIN captions ON captions.id = caption ORDER BY name`,
      )
      .all();
  expect(measured(b.db)).toEqual([
    { name: 'x', words: 2, text: 'a dog' },
    { name: 'y', words: 4, text: 'an apple on grass' },
  ]);
  expect(allCaptionQuality(b.db)).toEqual(allCaptionQuality(a.db));
});

test('captions of an image that is not here are not taken, none of them', () => {
  const [a, b] = [experiment('a', ['x', 'y']), experiment('b', ['x'])];
  for (const imageId of [1, 2]) {
    a.db.exec(
      `INSERT INTO captions VALUES (NULL, ${imageId}, 'recaption', 1, 'v0', 1, 'c', 'p', '{}', 1, 't', 1, -1, -1, 0, NULL, NULL, 'now')`,
    );
  }
  finish(a.db, 'recaption.seed1.v0', 'k');
  const said: string[] = [];
  expect(
    takeOver(stepOf(b.db, 'recaption.seed1.v0'), 'k', b.places, b.db, (line) => said.push(line)),
  ).toBeNull();
  expect(said.join()).toContain('Of 2 captions 1 have their image here.');
  expect(captionsOfModel(b.db, 'v0', 1)).toEqual([]);
});

test('answers and scores are taken over', () => {
  const [a, b] = [experiment('a', ['x']), experiment('b', ['x'])];
  const prediction = { benchmark: 'pope', item: '1', text: 'yes', score: 1, logProbability: -1 };
  insertPredictions(a.db, 'v0', 1, [prediction]);
  finish(a.db, 'evaluate.seed1.v0', 'k');
  expect(takeOver(stepOf(b.db, 'evaluate.seed1.v0'), 'k', b.places, b.db, silent)).toBe('a');
  expect(predictionsOf(b.db, 'v0', 1, 'pope')).toEqual([prediction]);
});

test('nothing is taken that is unfinished, half there, of another key, or already begun here', () => {
  const [a, b] = [experiment('a', ['x']), experiment('b', ['x'])];
  const take = (key: string, step = stepOf(b.db, 'train.seed1.v0')) =>
    takeOver(step, key, b.places, b.db, silent);
  saveStepKey(a.db, 'train.seed1.v0', 'k');
  checkpoint(a.places, true);
  expect(take('k')).toBeNull();
  finish(a.db, 'train.seed1.v0', 'k');
  expect(take('other')).toBeNull();
  expect(take('k', { ...stepOf(b.db, 'train.seed1.v0'), state: 'cancelled' })).toBeNull();
  rmSync(join(a.places.checkpoint(1, 'v0'), 'COMPLETE'));
  expect(take('k')).toBeNull();
  expect(existsSync(b.places.checkpoint(1, 'v0'))).toBe(false);
});

test('a damaged experiment beside it is passed over', () => {
  const [a, b] = [experiment('a', ['x']), experiment('b', ['x'])];
  mkdirSync(join(a.places.folder, '..', '0-broken'));
  writeFileSync(join(a.places.folder, '..', '0-broken', 'experiment.json'), '{}');
  writeFileSync(join(a.places.folder, '..', '0-broken', 'squared.sqlite'), 'not a database at all');
  checkpoint(a.places, true);
  finish(a.db, 'train.seed1.v0', 'k');
  const said: string[] = [];
  const taken = takeOver(stepOf(b.db, 'train.seed1.v0'), 'k', b.places, b.db, (line) => said.push(line));
  expect(taken).toBe('a');
  expect(said.join()).toContain('0-broken');
});
