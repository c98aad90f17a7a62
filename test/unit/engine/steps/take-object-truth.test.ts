/** A user's annotations and detections as truth of his captions: measured by them, and measured anew when they change. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EngineFailure } from '../../../../main/engine/failure.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { measureCaptions } from '../../../../main/engine/steps/measure-captions.ts';
import { refreshObjectTruth, takeObjectTruth } from '../../../../main/engine/steps/take-object-truth.ts';
import {
  imageWithTruth,
  insertCaptions,
  insertImages,
  insertSets,
  objectTruthOf,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { caption, origin } from '../store/made-up.ts';

const frame = {
  images: [1, 2, 3, 4].map((id) => ({ id, file_name: `${id}.jpg`, width: 96, height: 96 })),
  categories: ['dog', 'cat', 'couch', 'lamp'].map((name, i) => ({ id: i, name })),
};
const mark = (image_id: number, category_id: number) => ({ image_id, category_id, bbox: [0, 0, 48, 48] });

function experiment(objectTruth: Record<string, unknown>) {
  const folder = temporaryFolder('object-truth');
  const data = join(folder, 'data');
  mkdirSync(join(data, 'pretrain'), { recursive: true });
  mkdirSync(join(data, 'truth'));
  const db = openForWriting(join(folder, 'squared.sqlite'));
  onTestFinished(() => void db.close());
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  insertImages(
    db,
    [1, 2, 3, 4].map((id) => ({
      set: 'pretrain',
      name: `${id}.jpg`,
      file: join(data, 'pretrain', `${id}.jpg`),
      sha256: 'x',
      width: 96,
      height: 96,
      row: id - 1,
      truth: null,
      turns: [{ user: 'describe the image briefly.', assistant: 'a puppy' }],
    })),
  );
  const plan = { ...planOf('smoke'), dataset: { kind: 'folder' as const, path: data }, objectTruth };
  const write = (name: string, value: unknown): string => {
    const file = join(data, 'truth', name);
    writeFileSync(file, JSON.stringify(value));
    return file;
  };
  return {
    db,
    write,
    data,
    taking: { plan: plan as typeof plan & ReturnType<typeof planOf>, places: placesOf(folder), db },
  };
}

test('captions are judged by the detections in truth/, with synonyms, and anew when the score changes', async () => {
  const { db, write, taking } = experiment({ minimumScore: 0.5 });
  write('pretrain.json', frame);
  write('pretrain.detections.json', [
    { ...mark(1, 0), score: 0.9 },
    { ...mark(2, 0), score: 0.4 },
    { ...mark(3, 1), score: 0.8 },
    { ...mark(4, 9), score: 0.8 },
  ]);
  await takeObjectTruth(taking);
  insertCaptions(db, origin('v0'), [
    caption(1, 'a puppy on a sofa under a lamp'),
    caption(2, 'a dog. a sign says open'),
    caption(3, 'a kitten and a unicorn'),
    caption(4, 'a dog and a lamp'),
  ]);
  expect(objectTruthOf(db)?.told).toMatchObject([
    {
      set: 'pretrain',
      images: 3,
      of: 4,
      objects: 2,
      categories: 4,
      unjudged: 1,
      refused: null,
      minimumScore: 0.5,
    },
  ]);
  const figures = async () => {
    const quality = await measureCaptions(taking, 1, 'v0');
    return new Map(quality?.figures.map((one) => [one.metric, one]));
  };
  const first = await figures();
  // Named: dog, couch, lamp | dog | cat. There: dog | nothing | cat. The fourth image is not judged, and what a sign says is not known.
  expect(first.get('object-precision')).toMatchObject({ value: 2 / 5, n: 3 });
  expect(first.get('object-recall')).toMatchObject({ value: 1, n: 2 });
  expect(first.get('chair-i')).toMatchObject({ value: 3 / 5 });
  expect(first.get('chair-s')).toMatchObject({ value: 2 / 3, n: 3 });
  expect(first.has('quotes-right')).toBe(false);
  expect((await measureCaptions(taking, 1, 'v0'))?.matchedLength).toMatchObject({
    against: 'original',
    n: 3,
  });

  const lower = { ...taking, plan: { ...taking.plan, objectTruth: { minimumScore: 0.3 } } };
  await refreshObjectTruth(lower);
  expect((await figures()).get('object-precision')).toMatchObject({ value: 3 / 5, n: 3 });
  const files = db.prepare('SELECT position, reason FROM quarantine ORDER BY id').all();
  expect(files).toEqual([{ position: 'detection 4', reason: 'its category is not among the categories' }]);
});

test('annotations that the plan names come before those of the folder, and what they say goes with them', async () => {
  const { db, write, taking, data } = experiment({});
  write('pretrain.json', { ...frame, annotations: [mark(1, 1)] });
  const instances = write('own.json', { ...frame, annotations: [mark(1, 0), mark(2, 2)] });
  const named = { ...taking, plan: { ...taking.plan, objectTruth: { instances, minimumScore: 0.5 } } };
  await takeObjectTruth(named);
  const kinds = () => imageWithTruth(db, 1)?.truth?.objects.map(({ kind }) => kind);
  expect(kinds()).toEqual(['dog']);
  expect(imageWithTruth(db, 3)?.truth).toEqual({ objects: [], source: 'annotations' });

  write('own.json', { ...frame, annotations: [mark(1, 3)] });
  utimesSync(instances, 1, 1);
  await takeObjectTruth(named);
  expect(kinds()).toEqual(['lamp']);

  await takeObjectTruth({
    ...taking,
    plan: { ...taking.plan, dataset: { kind: 'folder', path: join(data, 'pretrain') } },
  });
  expect(imageWithTruth(db, 1)?.truth).toBeNull();
  expect(objectTruthOf(db)).toBeNull();
});

test('a file that breaks off tells nothing, and says so', async () => {
  const { db, data, taking } = experiment({});
  writeFileSync(
    join(data, 'truth', 'pretrain.json'),
    `${JSON.stringify(frame).slice(0, -1)}, "annotations": [{"image_id": 1`,
  );
  await takeObjectTruth(taking);
  expect(imageWithTruth(db, 1)?.truth).toBeNull();
  expect(objectTruthOf(db)?.told[0]?.refused).toContain('the file breaks off here');
  expect(db.prepare('SELECT position FROM quarantine').pluck().all()).toEqual(['file']);
});

test('a path of the plan that leads nowhere is refused at the import, and ends no run that is on its way', async () => {
  const { taking } = experiment({ instances: '/nowhere/instances.json', minimumScore: 0.5 });
  await expect(takeObjectTruth(taking)).rejects.toThrow(EngineFailure);
  await expect(takeObjectTruth(taking)).rejects.toThrow(
    'objectTruth.instances names /nowhere/instances.json',
  );
  const said: string[] = [];
  await refreshObjectTruth({ ...taking, log: (line) => said.push(line) });
  expect(said).toHaveLength(1);
});
