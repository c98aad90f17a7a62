/** Specialists' annotations among sources of any format: built as in a folder of one's own, and taken up again where they were stopped. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cancelled } from '../../../../../main/engine/failure.ts';
import { placesOf } from '../../../../../main/engine/places.ts';
import { planOf } from '../../../../../main/engine/plan/presets.ts';
import { importImages } from '../../../../../main/engine/steps/import.ts';
import type { StepContext } from '../../../../../main/engine/steps/step-context.ts';
import {
  annotatedThings,
  conversationsOf,
  openForWriting,
  type Skip,
} from '../../../../../main/engine/store/index.ts';
import type { DatasetSource } from '../../../../../shared/plan.ts';
import { temporaryFolder } from '../../../../temporary.ts';
import { type Files, folderOf, jpeg, picture, record } from '../../formats/temporary-folder.ts';

const size = { width: 80, height: 60 };
const box = (image_id: number, bbox: number[]) => ({ image_id, category_id: 1, bbox });
const names = ['images/a.jpg', 'images/b.jpg', 'turned.png', 'large.jpg'];
const boxes: Files = {
  'images/a.jpg': jpeg,
  'images/b.jpg': jpeg,
  'large.jpg': jpeg,
  'plain.jpg': jpeg,
  'unnamed.jpg': jpeg,
  'turned.png': await picture(6, 8).png().toBuffer(),
  'annotations.json': {
    images: names.map((file_name, id) => ({ id, file_name, ...size })),
    categories: [{ id: 1, name: 'dog' }],
    annotations: [
      box(0, [8, 6, 8, 6]),
      box(1, [16, 12, 8, 6]),
      box(2, [8, 6, 8, 6]),
      box(3, [0, 0, 80, 59]),
      box(0, [900, 0, 5, 5]),
    ],
  },
  'llava.json': [
    record('plain.jpg', 'what is it?', 'a red field.'),
    record('a.jpg', 'what else?', 'nothing.'),
  ],
};

/** Images with captions in kohya's form: a format beyond .txt and LLaVA JSON. */
const pretraining: Files = { 'a.jpg': jpeg, 'a.caption': 'a red field.' };

const inside = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));

function importer(dataset: DatasetSource) {
  const places = placesOf(temporaryFolder('built'));
  const db = openForWriting(places.database);
  onTestFinished(() => {
    db.close();
  });
  return async (stopAfter = Number.POSITIVE_INFINITY) => {
    const stop = new AbortController();
    const skipped: Skip[] = [];
    const specialists = [
      {
        name: 'boxes',
        set: 'boxes',
        prompts: ['where is the {object}?'],
        benchmark: 'refcoco',
        builder: 'grounding' as const,
      },
    ];
    const context = {
      plan: { ...planOf('smoke'), specialists, dataset },
      places,
      db,
      signal: stop.signal,
      progress: (done: number) => done >= stopAfter && stop.abort(),
      skipped: (entries: readonly Skip[]) => skipped.push(...entries),
      log: () => {},
    } as unknown as StepContext;
    await importImages(context);
    const complaints = db.prepare('SELECT position, reason FROM quarantine ORDER BY id').raw().all();
    const said = conversationsOf(db, 'boxes').map(({ turns }) => turns.map(({ assistant }) => assistant)[0]);
    return { db, skipped, complaints, said };
  };
}

const complaints = [
  ['annotation 5', 'its box lies outside its image'],
  ['image "turned.png"', 'its annotations were made on a picture of another shape'],
  ['1 image', 'no record that could be used names them'],
];

test('a source with a builder: boxes as words, filters told, broken ones refused, conversations beside them kept', async () => {
  const folder = await folderOf({ ...inside('pretrain', pretraining), ...inside('boxes', boxes) });
  const run = importer({
    kind: 'sources',
    sources: [
      { path: join(folder, 'pretrain'), role: 'pretraining' },
      { path: join(folder, 'boxes'), role: 'specialist', name: 'boxes' },
    ],
  });
  const first = await run();
  expect(first.said).toEqual(['[100,100,200,200]', '[200,200,300,300]', 'a red field.']);
  expect(first.complaints).toEqual(complaints);
  const told = first.skipped.map(({ what, count }) => [what, count]);
  expect(told).toContainEqual(['left out by a filter: boxes: boxes over 70 % of their image', 1]);
  expect(told).toContainEqual(['left out by a filter: boxes: images without anything to name', 1]);
  expect(annotatedThings(first.db)).toEqual(['dog']);
  const [a] = conversationsOf(first.db, 'boxes');
  expect(a?.turns.at(-1)).toEqual({ user: 'what else?', assistant: 'nothing.' });

  // Nothing has changed: nothing is read again, and all of it is told again.
  const again = await run();
  expect(again.complaints).toEqual(first.complaints);
  expect(again.said).toEqual(first.said);
  expect(again.skipped).toEqual(first.skipped);
  expect(annotatedThings(again.db)).toEqual(['dog']);
});

test('stopped within the built source, it goes on and ends as if it had not been', async () => {
  const folder = await folderOf({ ...inside('pretrain', pretraining), ...inside('boxes', boxes) });
  const dataset: DatasetSource = {
    kind: 'sources',
    sources: [
      { path: join(folder, 'pretrain'), role: 'pretraining' },
      { path: join(folder, 'boxes'), role: 'specialist', name: 'boxes' },
    ],
  };
  const [whole, stopped] = [importer(dataset), importer(dataset)];
  await expect(stopped(4)).rejects.toThrow(Cancelled);
  const [first, second] = [await whole(), await stopped()];
  expect(second.said).toEqual(first.said);
  expect(second.complaints).toEqual(first.complaints);
  expect(second.skipped).toEqual(first.skipped);
});

test('a folder whose pretraining images are in another format, with a specialist that is built', async () => {
  const folder = await folderOf({
    ...inside('pretrain', pretraining),
    ...inside('specialists/boxes', boxes),
  });
  const { said, complaints: refused, skipped } = await importer({ kind: 'folder', path: folder })();
  expect(said).toEqual(['[100,100,200,200]', '[200,200,300,300]', 'a red field.']);
  expect(refused).toEqual(complaints);
  expect(skipped.map(({ what }) => what)).toContain(
    'left out by a filter: boxes: boxes over 70 % of their image',
  );
});
