/** A try with a real checkpoint gives what the batch gave, and a plan that only writes captions runs through with it. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Engine } from '../../main/engine/engine.ts';
import { type Places, placesOf } from '../../main/engine/places.ts';
import {
  allSteps,
  captionsOfModel,
  coverages,
  imagesOfSet,
  openForReading,
} from '../../main/engine/store/index.ts';
import { littleExperiment, runHere } from './little-experiment.ts';

const engine = new Engine(() => {});
const folders: string[] = [];
let places: Places;
let checkpoint: { kind: 'checkpoint'; path: string };

/** V0 alone, and then a plan that has it write captions and trains nothing: the batch that a try is held against. */
beforeAll(async () => {
  const trained = placesOf(littleExperiment((plan) => ({ ...plan, rounds: 0, benchmarks: [] })));
  folders.push(trained.folder);
  expect(await runHere(trained.folder)).toBe('done');
  checkpoint = { kind: 'checkpoint', path: trained.checkpoint(1, 'v0') };
  places = placesOf(
    littleExperiment((plan) => ({ ...plan, captionsOnly: true, captioner: checkpoint, benchmarks: [] })),
  );
  folders.push(places.folder);
  expect(await runHere(places.folder)).toBe('done');
}, 400_000);

afterAll(async () => {
  await engine.stop();
  for (const folder of folders) rmSync(dirname(folder), { recursive: true, force: true });
});

/** Image's name -> what v0 has written about it, prompt first. */
function written({ database }: Places): Map<string, string> {
  const db = openForReading(database);
  try {
    const names = new Map(imagesOfSet(db, 'pretrain').map(({ id, name }) => [id, name]));
    const captions = captionsOfModel(db, 'v0', 1);
    return new Map(
      captions.map(({ imageId, prompt, text }) => [names.get(imageId) ?? '', `${prompt} ${text}`]),
    );
  } finally {
    db.close();
  }
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    // Opened for reading, SQLite touches its own two.
    .filter((file) => !/-(shm|wal)$/.test(file))
    .map((file) => `${file} ${statSync(file).mtimeMs} ${statSync(file).size}`)
    .sort();

test.each([
  ['PyTorch', ''],
  ['ONNX Runtime', 'captioner: { kind: onnx }\n'],
])(
  'on %s: word for word the captions and the draw of prompts of the run, which is left as it was',
  async (_, line) => {
    const before = filesOf(places.folder);
    const document = { file: 'plan.yaml', text: `base: smoke\n${line}` };
    const tried = await engine.call('prompts.try', { document, model: checkpoint });
    const batch = written(places);
    expect(tried.images.map(({ name, prompt, caption }) => [name, `${prompt} ${caption?.text}`])).toEqual(
      tried.images.map(({ name }) => [name, batch.get(name)]),
    );
    expect(tried.images).toHaveLength(5);
    expect(tried.by).toBe('v0 of little');
    expect(filesOf(places.folder)).toEqual(before);
  },
  120_000,
);

test('the shipped model answers too, and says what that is worth', async () => {
  const tried = await engine.call('prompts.try', { preset: 'smoke', model: { kind: 'shipped' }, skip: 5 });
  expect(tried.images.map(({ name }) => name)).toContain('000005.jpg');
  for (const { caption } of tried.images) expect(caption?.tokens).toBeGreaterThan(0);
  expect(tried.note).toContain('not about the pictures');
}, 240_000);

test('a model that is not whole, or not there, is refused', async () => {
  await expect(
    engine.call('prompts.try', { preset: 'smoke', model: { kind: 'checkpoint', path: places.world } }),
  ).rejects.toThrow('no whole checkpoint');
  await expect(
    engine.call('prompts.try', {
      preset: 'smoke',
      model: { kind: 'folder', path: places.folder, precision: 'fp32' },
    }),
  ).rejects.toThrow('missing');
}, 60_000);

test('a plan that only writes captions: nothing is trained, they stand under round 1, the report tells it', async () => {
  const db = openForReading(places.database);
  expect(allSteps(db).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'world done',
    'import done',
    'features done',
    'recaption done',
    'report done',
  ]);
  expect(allSteps(db).at(-1)?.note).toContain('v0 of little has described the images: ');
  expect(coverages(db)).toMatchObject([{ source: 'v0', wanted: 200, written: 200 }]);
  db.close();
  const { parts } = await engine.call('dataset.choices', { path: places.folder });
  expect(parts.map(({ part }) => part)).toEqual(['original', 'round:1']);
  expect(await engine.call('report.write', { path: places.folder })).toEqual({
    reportPath: join(places.report, 'report.html'),
  });
}, 240_000);
