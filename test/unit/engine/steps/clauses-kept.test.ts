/** What a final generalist keeps of a specialist's clauses, on a store that was filled as a run fills it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { keptClauses, measureKeptClauses } from '../../../../main/engine/steps/clauses-kept.ts';
import { sampleAsks } from '../../../../main/engine/steps/describe-sample.ts';
import {
  allSteps,
  type Db,
  forgetResults,
  insertCaptions,
  insertImages,
  insertPredictions,
  insertSets,
  openForWriting,
  replaceQuestions,
  takeRows,
} from '../../../../main/engine/store/index.ts';
import type { SceneTruth } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { temporaryFolder } from '../../../temporary.ts';

const truth: SceneTruth = {
  background: 'grass',
  sign: null,
  objects: ['dog', 'cat'].map((kind) => ({ kind, category: 'animal', box: [0, 0, 9, 9] })),
  relations: [],
};
const asksWhere = 'where are the things?';
const asksLong = 'describe the image.';

function experiment(pretraining = 4) {
  const base = planOf('smoke');
  const plan: Plan = {
    ...base,
    rounds: 1,
    longPrompts: [asksLong],
    stop: { ...base.stop, resamples: 200 },
    specialists: [
      { name: 'spatial', set: 'spatial', prompts: [asksWhere, 'is the {object} left?'], benchmark: 'vsr' },
    ],
  };
  const places = placesOf(join(temporaryFolder('kept'), 'run'));
  writeExperiment(places.folder, plan);
  const db = openForWriting(places.database);
  insertSets(db, [
    { name: 'pretrain', role: 'pretrain' },
    { name: 'bench', role: 'bench' },
  ]);
  let row = 0;
  const images = (set: string, count: number) =>
    insertImages(
      db,
      Array.from({ length: count }, (_, at) => ({
        ...{ set, name: `${at}.jpg`, file: `/${set}/${at}.jpg`, sha256: `${set}${at}`, width: 9, height: 9 },
        ...{ row: row++, truth, turns: [] },
      })),
    );
  images('pretrain', pretraining);
  images('bench', 3);
  return { plan, db, places };
}

function write(db: Db, plan: Plan, model: string, prompt: string, texts: readonly string[]): void {
  const origin = model === 'spatial' ? ('specialist' as const) : ('recaption' as const);
  insertCaptions(
    db,
    {
      ...{ origin, round: null, model, modelSeed: 1, checkpoint: 'c', seed: 1, decoding: plan.decoding },
    },
    texts.map((text, at) => ({
      ...{ imageId: at + 1, prompt, text, tokens: 1, logProbability: -1, minLogProbability: -1 },
      ...{ truncated: false, seconds: null, usd: null },
    })),
  );
}

const left = 'the dog is left of the cat.';

test('shares of the specialist’s clauses on the images that the final generalist was asked about', () => {
  const { plan, db } = experiment();
  write(db, plan, 'spatial', asksWhere, [left, left, left, 'the cat is above the dog. a dog runs.']);
  write(db, plan, 'v0', asksLong, [left, 'a dog runs.', 'a dog runs.', 'a dog runs.']);
  // Of the last image it was never asked.
  write(db, plan, 'final', asksLong, ['a dog runs.', 'a dog runs.', 'a dog runs.']);
  write(db, plan, 'final', asksWhere, ['the cat is right of the dog.', left, 'the dog is above the cat.']);
  const [spatial] = measureKeptClauses(db, plan);
  expect(spatial).toMatchObject({ specialist: 'spatial', captions: 4, on: 'pretraining', images: 3 });
  const [ofPlaces, , , plain] = spatial?.kinds ?? [];
  expect(ofPlaces).toMatchObject({ kind: 'spatial', clauses: 4, perHundred: { value: 100 } });
  expect(ofPlaces?.before).toMatchObject({ value: 1 / 3, n: 3 });
  expect(ofPlaces?.final).toMatchObject({ value: 0, n: 3 });
  expect(ofPlaces?.finalAsked?.value).toBeCloseTo(2 / 3);
  expect(ofPlaces?.finalAsked?.low).toBeGreaterThanOrEqual(0);
  // Its only plain clause is about the image that was not asked about.
  expect(plain).toMatchObject({ clauses: 1, final: null });
  expect(spatial?.examples.map(({ kept, image }) => [kept, image])).toEqual([
    [true, 1],
    [false, 3],
    [true, 2],
  ]);
  expect(spatial?.examples[0]).toMatchObject({
    ...{ clause: 'the dog is left of the cat', prompt: asksWhere, final: 'a dog runs.' },
    finalAsked: 'the cat is right of the dog.',
  });
  expect(keptClauses(db)).toEqual([spatial]);
});

test('without a sample: the images of the caption benchmark, which everybody describes', () => {
  const { plan, db } = experiment();
  write(db, plan, 'spatial', asksWhere, [left]);
  const predict = (model: string, texts: string[]) =>
    insertPredictions(
      db,
      model,
      1,
      texts.map((text, at) => ({
        ...{ benchmark: 'caption', item: `${at}`, text },
        score: 0,
        logProbability: 0,
      })),
    );
  replaceQuestions(db, [
    { benchmark: 'caption', item: '0', image: '0.jpg', prompt: '?', truth: 'dog', yesNo: null },
  ]);
  predict('spatial', ['a dog and a cat.', 'a dog.', 'a cat.']);
  predict('v1', ['a dog.', 'a dog.', 'a dog.']);
  predict('final', ['a cat.', 'a dog.', 'a cat.']);
  const [spatial] = measureKeptClauses(db, plan);
  expect(spatial).toMatchObject({ on: 'benchmark', images: 3 });
  const plain = spatial?.kinds.find(({ kind }) => kind === 'plain');
  expect(plain?.before?.n).toBe(plain?.final?.n);
  expect(plain?.final?.value).toBeGreaterThan(plain?.before?.value ?? 1);
  expect(plain?.finalAsked).toBeNull();
  expect(spatial?.kinds[0]).toMatchObject({ kind: 'spatial', clauses: 1, before: null, final: null });
  expect(new Set(spatial?.examples.map(({ image }) => image))).toContain(5);
});

test('a specialist that has written nothing is not told of; one that nobody can be held against has no shares', () => {
  const { plan, db } = experiment();
  expect(measureKeptClauses(db, plan)).toEqual([]);
  write(db, plan, 'spatial', asksWhere, [left]);
  const [spatial] = measureKeptClauses(db, plan);
  expect(spatial).toMatchObject({ on: null, images: 0, examples: [] });
  expect(spatial?.kinds[0]).toMatchObject({ clauses: 1, final: null });
});

test('the sample: at most two hundred images, evenly, each asked a long prompt and the open ones of all specialists', () => {
  const { plan, db } = experiment(500);
  const asks = sampleAsks(db, plan, 1);
  const images = [...new Set(asks.map(({ imageId }) => imageId))];
  expect(images).toHaveLength(200);
  expect(Math.max(...images)).toBeGreaterThan(490);
  expect(asks.filter(({ imageId }) => imageId === images[0]).map(({ prompt }) => prompt)).toEqual([
    asksLong,
    asksWhere,
  ]);
  expect(sampleAsks(db, { ...plan, longPrompts: [asksWhere] }, 1)).toHaveLength(200);
  expect(sampleAsks(experiment(3).db, plan, 1)).toHaveLength(6);
});

test('the sample is taken over and forgotten with the evaluation, and no other model’s captions are', () => {
  const one = experiment();
  for (const model of ['v0', 'final']) write(one.db, one.plan, model, asksLong, ['a dog.', 'a cat.']);
  one.db.close();
  const { db, plan } = experiment();
  const captions = (model: string) =>
    db.prepare('SELECT count(*) FROM captions WHERE model = ?').pluck().get(model);
  const steps = allSteps(db).filter(({ kind }) => kind === 'evaluate');
  for (const step of steps) takeRows(db, one.places.database, step, 'checkpoint');
  expect([captions('final'), captions('v0')]).toEqual([2, 0]);
  write(db, plan, 'v0', asksLong, ['a dog.']);
  forgetResults(db, steps);
  expect([captions('final'), captions('v0')]).toEqual([0, 1]);
});
