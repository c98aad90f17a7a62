/** The import step as a whole: a folder goes into the store and one file of pixels, in step with each other. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { Cancelled, EngineFailure } from '../../../../main/engine/failure.ts';
import { imageSizeOf } from '../../../../main/engine/models/known.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { type Lexicon, objectsNamed } from '../../../../main/engine/quality/index.ts';
import { ownCaptions as ownCaptionsBenchmark } from '../../../../main/engine/scorers/own-captions.ts';
import { specialistLexicon } from '../../../../main/engine/steps/caption-quality.ts';
import { ownBenchFolder } from '../../../../main/engine/steps/dataset-places.ts';
import { readExams } from '../../../../main/engine/steps/exams.ts';
import { importImages } from '../../../../main/engine/steps/import.ts';
import type { StepContext } from '../../../../main/engine/steps/step-context.ts';
import {
  conversationsOf,
  imagesOfSet,
  imageWithTruth,
  openForWriting,
  type Skip,
  setsOf,
} from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { type Files, folderOf, picture, record } from '../formats/temporary-folder.ts';

const imageSize = imageSizeOf('pico');

const image = (background: string) => picture(20, 10, background).png().toBuffer();

async function imported(
  files: Files,
  signal = new AbortController().signal,
  specialists = planOf('smoke').specialists,
  members: Partial<Plan> = {},
) {
  const path = await folderOf(files);
  const places = placesOf(await mkdtemp(join(tmpdir(), 'squared-import-')));
  const db = openForWriting(places.database);
  onTestFinished(async () => {
    db.close();
    await rm(places.folder, { recursive: true });
  });
  const plan = { ...planOf('smoke'), specialists, dataset: { kind: 'folder', path }, ...members };
  const skipped: Skip[] = [];
  const seen: string[] = [];
  const context = {
    plan,
    places,
    db,
    signal,
    progress: (done: number, total: number) => seen.push(`${done}/${total}`),
    skipped: (entries: readonly Skip[]) => skipped.push(...entries),
  } as unknown as StepContext;
  const quarantine = () =>
    db.prepare('SELECT set_name AS "set", file, position, reason FROM quarantine ORDER BY rowid').all() as {
      set: string;
      file: string;
      position: string;
      reason: string;
    }[];
  const again = () => importImages(context);
  return { again, path, places, db, skipped, seen, quarantine, outcome: importImages(context) };
}

test('images, conversations and pixels lie side by side, what is broken is quarantined, what is absent is said', async () => {
  const { path, places, db, skipped, seen, quarantine, outcome } = await imported({
    'a.png': await image('#ff0000'),
    'a.txt': 'a red field.',
    'b.png': 'no image',
    'b.txt': 'lost.',
    'c.png': await image('#0000ff'),
    'weights.pkl': 'cos\nsystem',
    'sft/d.png': await image('#00ff00'),
    'sft/llava.json': [record('d.png', '<image>\nwhat?', 'green.'), record('../a.png', 'what?', 'red.')],
  });
  expect(await outcome).toEqual({ state: 'done', note: '3 items quarantined' });
  expect(seen.at(-1)).toBe('4/4');
  expect(setsOf(db)).toMatchObject([
    { name: 'pretrain', role: 'pretrain' },
    { name: 'sft', role: 'sft' },
  ]);
  expect(imagesOfSet(db, 'sft')).toMatchObject([{ name: 'd.png', row: 2 }]);
  expect(imagesOfSet(db, 'pretrain')).toMatchObject([
    { name: 'a.png', file: join(path, 'a.png'), width: 20, height: 10, row: 0 },
    { name: 'c.png', row: 1 },
  ]);
  expect(conversationsOf(db, 'pretrain').map(({ row, turns }) => [row, turns[0]?.assistant])).toEqual([
    [0, 'a red field.'],
  ]);
  expect(conversationsOf(db, 'sft')).toMatchObject([
    { row: 2, turns: [{ user: 'what?', assistant: 'green.' }] },
  ]);

  const pixels = await readFile(places.pixels);
  const ofImage = imageSize * imageSize * 3;
  expect(pixels.length).toBe(3 * ofImage);
  expect([0, 1, 2].map((row) => [...pixels.subarray(row * ofImage, row * ofImage + 3)])).toEqual([
    [255, 0, 0],
    [0, 0, 255],
    [0, 255, 0],
  ]);

  expect(quarantine().map((item) => ({ ...item, file: item.file.slice(path.length) }))).toEqual([
    { set: 'pretrain', file: '', position: '1 file', reason: 'files ending in .pkl were not opened' },
    {
      set: 'sft',
      file: '/sft/llava.json',
      position: 'record 2',
      reason: "its image's path leads out of the set's folder",
    },
    {
      set: 'pretrain',
      file: '/b.png',
      position: 'image',
      reason: 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image',
    },
  ]);
  expect(skipped.map(({ what, count }) => `${count} ${what}`)).toEqual([
    '1 held-out loss',
    '1 specialists',
    '1 benchmarks',
    '1 pretraining images without text',
    ...quarantine()
      .map(({ reason }) => `1 quarantined: ${reason}`)
      .sort(),
  ]);
});

test('a folder without one usable pretraining image is refused with what was found', async () => {
  const { path, db, quarantine, outcome } = await imported({
    'a.png': 'no image',
    'sft/d.png': await image('#00ff00'),
    'sft/d.txt': 'a green field.',
  });
  const failure = await outcome.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EngineFailure);
  expect((failure as EngineFailure).message).toBe(
    `No usable pretraining image in ${path} (1 items were quarantined).`,
  );
  expect(quarantine()).toHaveLength(1);
  expect(imagesOfSet(db, 'sft')).toHaveLength(1);
});

test('a cancelled import stops, and the next one starts afresh', async () => {
  const cancel = new AbortController();
  cancel.abort();
  const files = { 'a.png': await image('#ff0000'), 'a.txt': 'a red field.' };
  const { outcome, db } = await imported(files, cancel.signal);
  await expect(outcome).rejects.toThrow(Cancelled);
  expect(imagesOfSet(db, 'pretrain')).toEqual([]);
});

test('what the camera turned is stored upright', async () => {
  const turned = await sharp(await image('#ff0000'))
    .withMetadata({ orientation: 8 })
    .jpeg()
    .toBuffer();
  const { outcome, db } = await imported({ 'a.jpg': turned });
  await outcome;
  expect(imagesOfSet(db, 'pretrain')).toMatchObject([{ width: 10, height: 20 }]);
});

test('a specialist with a builder learns from its annotations; filters are told, a picture of another shape is not used', async () => {
  const size = { width: 200, height: 100 };
  const wide = await image('#ff0000');
  const { outcome, db, skipped, quarantine } = await imported(
    {
      'pretrain/a.png': wide,
      'specialists/boxes/a.png': wide,
      'specialists/boxes/b.png': wide,
      'specialists/boxes/turned.png': await picture(10, 20).png().toBuffer(),
      'specialists/boxes/annotations.json': {
        images: ['a.png', 'b.png', 'turned.png'].map((file_name, id) => ({ id, file_name, ...size })),
        categories: [{ id: 1, name: 'dog' }],
        annotations: [
          { image_id: 0, category_id: 1, bbox: [20, 10, 20, 20] },
          { image_id: 1, category_id: 1, bbox: [0, 0, 200, 90] },
          { image_id: 2, category_id: 1, bbox: [20, 10, 20, 20] },
          { image_id: 0, category_id: 1, bbox: [900, 10, 20, 20] },
        ],
      },
    },
    undefined,
    [
      {
        name: 'boxes',
        set: 'boxes',
        prompts: ['where is the {object}?'],
        benchmark: 'refcoco',
        builder: 'grounding',
      },
    ],
  );
  await outcome;
  expect(conversationsOf(db, 'boxes').map(({ turns }) => turns[0])).toEqual([
    { user: 'where is the dog?', assistant: '[100,100,200,300]' },
  ]);
  // Prompts such as "where is the {object}?" can be filled with what annotations name.
  expect(objectsNamed('two dogs and a cat', specialistLexicon(db) as Lexicon)).toEqual(new Set(['dog']));
  expect(quarantine().map(({ position, reason }) => [position, reason])).toEqual([
    ['annotation 4', 'its box lies outside its image'],
    ['image', 'its annotations were made on a picture of another shape'],
  ]);
  expect(skipped).toEqual(
    expect.arrayContaining([
      { what: 'boxes: boxes over 70 % of their image', count: 1, why: expect.stringContaining('filter') },
      { what: 'boxes: images without anything to name', count: 1, why: 'no box is left in them' },
    ]),
  );
});

test.for(['llava.json', 'captions as .txt'])(
  'own captions are kept from training, once however often the import runs (%s)',
  async (form) => {
    const names = Array.from({ length: 40 }, (_, n) => `images/${n}.png`);
    const pictures = await Promise.all(names.map((_, n) => image(`#0000${(n + 16).toString(16)}`)));
    const files: Files = Object.fromEntries(names.map((name, n) => [name, pictures[n] as Buffer]));
    const text = (n: number) => `caption number ${n}.`;
    if (form === 'llava.json')
      files['llava.json'] = names.map((name, n) => record(name, '<image>\nwhat?', text(n)));
    else
      names.forEach((name, n) => {
        files[name.replace('png', 'txt')] = text(n);
      });
    const ownCaptions = { share: 0.5, most: 500 };
    const members = { ownCaptions, benchmarks: ['own-captions'] };
    const { db, places, skipped, outcome, again } = await imported(files, undefined, [], members);
    await outcome;
    const kept = () => imagesOfSet(db, 'bench').map(({ file }) => file);
    const first = kept();
    expect(first).toHaveLength(20);
    expect(imagesOfSet(db, 'pretrain')).toHaveLength(20);
    expect(conversationsOf(db, 'pretrain')).toHaveLength(20);
    expect(skipped).toContainEqual({
      what: 'captioned images kept from training',
      count: 20,
      why: 'models are judged on them (benchmark own-captions)',
    });
    const { exams, skipped: unread } = await readExams(
      ['own-captions'],
      [{ folder: ownBenchFolder(places), prefix: '', table: null }],
      new Set(imagesOfSet(db, 'bench').map(({ name }) => name)),
    );
    expect(unread).toEqual([]);
    expect(skipped.map(({ what }) => what)).not.toContain('benchmarks');
    const items = exams.flatMap((exam) => exam.items);
    expect(items).toHaveLength(20);
    expect(new Set(items.map(({ image }) => image))).toEqual(
      new Set(imagesOfSet(db, 'bench').map(({ name }) => name)),
    );
    const said = new Map(
      items.map((item) => [
        item.image,
        ownCaptionsBenchmark.score(item, text(Number(/(\d+)\.png/.exec(item.image)?.[1]))),
      ]),
    );
    // Each image's own words fit it better than another's.
    for (const item of items)
      expect(said.get(item.image)).toBeGreaterThan(ownCaptionsBenchmark.score(item, 'a dog.'));
    await again();
    expect(kept()).toEqual(first);
    expect(imagesOfSet(db, 'pretrain')).toHaveLength(20);
  },
);

test('a plan that keeps own captions is refused where the data brings a benchmark', async () => {
  const members = { ownCaptions: { share: 0.5, most: 500 }, benchmarks: ['own-captions'] };
  const { outcome } = await imported(
    {
      'a.png': await image('#ff0000'),
      'a.txt': 'a red field.',
      'bench/images/b.png': await image('#00ff00'),
    },
    undefined,
    [],
    members,
  );
  await expect(outcome).rejects.toThrow('the data has benchmarks of its own');
});

test('annotations in truth/ tell what is in the images; what cannot be used of them is quarantined by record', async () => {
  const truth = {
    images: ['a.png', 'b.png'].map((file_name, id) => ({ id, file_name, width: 40, height: 20 })),
    categories: [{ id: 1, name: 'dog', supercategory: 'animal' }],
    annotations: [
      { image_id: 0, category_id: 1, bbox: [0, 0, 20, 10] },
      { image_id: 1, category_id: 1, bbox: [0, 0, 20] },
    ],
  };
  const { path, db, quarantine, outcome } = await imported({
    'pretrain/a.png': await image('#ff0000'),
    'pretrain/b.png': await image('#00ff00'),
    'truth/pretrain.json': JSON.stringify(truth),
  });
  await outcome;
  const told = imagesOfSet(db, 'pretrain').map(({ id }) => imageWithTruth(db, id)?.truth);
  expect(told).toEqual([
    { objects: [{ kind: 'dog', category: 'animal', box: [0, 0, 10, 5] }], source: 'annotations' },
    null,
  ]);
  expect(quarantine()).toEqual([
    {
      set: 'pretrain',
      file: join(path, 'truth', 'pretrain.json'),
      position: 'annotation 2',
      reason: 'its bbox is not [x, y, width, height]',
    },
  ]);
});
