import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { clauseRows } from '../../../../main/engine/steps/clauses.ts';
import {
  insertCaptions,
  insertImages,
  insertPredictions,
  insertSets,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import type { SceneTruth } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { temporaryFolder } from '../../../temporary.ts';

const truth: SceneTruth = {
  background: 'grass',
  sign: null,
  objects: [
    { kind: 'dog', category: 'animal', box: [0, 40, 20, 60] },
    { kind: 'cat', category: 'animal', box: [70, 40, 90, 60] },
  ],
  relations: [['dog', 'left of', 'cat']],
};

/** Two pretraining and two benchmark images that all show a dog left of a cat; seeds 1 and 2. */
function experiment() {
  const home = temporaryFolder('clauses');
  const data = join(home, 'data');
  mkdirSync(join(data, 'bench', 'caption'), { recursive: true });
  const images = ['a.jpg', 'b.jpg'].map((file_name, id) => ({ id, file_name }));
  writeFileSync(
    join(data, 'bench', 'caption', 'instances_val.json'),
    JSON.stringify({
      images,
      categories: [{ id: 1, name: 'dog' }],
      annotations: images.map(({ id }) => ({ id, image_id: id, category_id: 1 })),
    }),
  );
  const plan: Plan = {
    ...planOf('smoke'),
    ...{ seeds: [1, 2], rounds: 0, dataset: { kind: 'folder', path: data } },
  };
  const places = placesOf(join(home, 'run'));
  writeExperiment(places.folder, plan);
  const db = openForWriting(places.database);
  insertSets(db, [
    { name: 'pretrain', role: 'pretrain' },
    { name: 'bench', role: 'bench' },
  ]);
  let row = 0;
  for (const set of ['pretrain', 'bench']) {
    insertImages(
      db,
      ['a.jpg', 'b.jpg'].map((name) => ({
        ...{ set, name, file: `/${set}/${name}`, sha256: name, width: 100, height: 100, row: row++ },
        ...{ truth, turns: [] },
      })),
    );
  }
  const predict = (model: string, seed: number, texts: string[]) =>
    insertPredictions(
      db,
      model,
      seed,
      texts.map((text, id) => ({ benchmark: 'caption', item: `${id}`, text, score: 0, logProbability: 0 })),
    );
  const write = (model: string, seed: number, prompt: string, texts: [number, string][]) =>
    insertCaptions(
      db,
      {
        ...{ origin: 'specialist', round: null, model, modelSeed: seed, checkpoint: 'c', seed },
        decoding: plan.decoding,
      },
      texts.map(([imageId, text]) => ({
        ...{ imageId, prompt, text, tokens: 1, logProbability: -1, minLogProbability: -1 },
        ...{ truncated: false, seconds: null, usd: null },
      })),
    );
  return { plan, places, db, predict, write, data };
}

test('clauses of the caption benchmark, over the seeds', async () => {
  const { plan, places, db, predict } = experiment();
  predict('v0', 1, ['the dog is left of the cat.', 'a dog and a cat.']);
  predict('v0', 2, ['the dog is right of the cat.', 'a dog and a horse.']);
  const [row, ...others] = await clauseRows(db, plan, places);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ model: 'v0', texts: 'benchmark', images: 2, captions: 4 });
  expect(row?.kinds.spatial).toMatchObject({
    clauses: 2,
    perImage: { value: 0.5 },
    holding: { value: 0.5, n: 2 },
  });
  // Nobody knows what a horse is here, so its clause stays open.
  expect(row?.kinds.plain).toMatchObject({ clauses: 4, holding: { value: 1, n: 3 } });
  expect(row?.kinds.text).toMatchObject({ clauses: 0, holding: null });
});

test('what specialists narrate about the pretraining images, without their answers of a word or to questions about things', async () => {
  const { plan, places, db, write } = experiment();
  for (const seed of [1, 2]) {
    write('grounding', seed, 'describe the image with boxes.', [
      [1, 'a dog [000,400,200,600], a cat [000,000,100,100] on grass.'],
      [2, 'a dog [000,400,200,600]'],
    ]);
    write('grounding', seed, 'where is the dog?', [[1, 'it is there [000,400,200,600]']]);
    write('ocr', seed, 'what does the sign say?', [[1, 'no sign']]);
  }
  const rows = await clauseRows(db, plan, places);
  expect(rows.map(({ model, texts, captions }) => [model, texts, captions])).toEqual([
    ['grounding', 'pretraining', 4],
    ['final', 'combined', 4],
  ]);
  expect(rows[0]?.kinds.grounded).toMatchObject({ clauses: 6, perImage: { value: 1.5 } });
  expect(rows[0]?.kinds.grounded.holding?.value).toBeCloseTo(2 / 3, 9);
});

test('all that the final generalist learns from: recaptions and what every specialist narrates', async () => {
  const { plan, places, db, write } = experiment();
  const rounds = { ...plan, rounds: 1, seeds: [1] };
  write('v0', 1, 'describe', [
    [1, 'a dog and a cat.'],
    [2, 'a dog.'],
  ]);
  write('spatial', 1, 'where are the things?', [[1, 'the dog is left of the cat.']]);
  write('ocr', 1, 'read the text and describe the image.', [[1, 'a sign says open on grass.']]);
  const all = (await clauseRows(db, rounds, places)).find(({ texts }) => texts === 'combined');
  expect(all).toMatchObject({ model: 'final', images: 2, captions: 4 });
  expect(all?.kinds.plain).toMatchObject({ clauses: 3, holding: { value: 1, n: 3 } });
  expect(all?.kinds.spatial).toMatchObject({ clauses: 1, holding: { value: 1 } });
  expect(all?.kinds.text).toMatchObject({ clauses: 1, holding: { value: 0 } });
});

test('without the benchmark’s files clauses are counted and none is judged', async () => {
  const { plan, places, db, predict, data } = experiment();
  for (const seed of [1, 2]) predict('v0', seed, ['the dog is left of the cat.', 'a dog.']);
  writeFileSync(join(data, 'bench', 'caption', 'instances_val.json'), '{"images": 3}');
  const [row] = await clauseRows(db, plan, places);
  expect(row?.kinds.spatial).toMatchObject({ clauses: 2, holding: null });
});
