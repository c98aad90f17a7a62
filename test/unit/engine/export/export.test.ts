import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { exportDataset } from '../../../../main/engine/export/index.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { openForWriting, saveCaptionStatistics } from '../../../../main/engine/store/index.ts';
import { type ExportFormat, type ExportPart, exportFormats } from '../../../../shared/export.ts';
import { type MadeUp, madeUpExperiment, names, seed } from './made-up.ts';

const exported = (
  { folder, outs }: MadeUp,
  format: ExportFormat,
  more: Partial<Parameters<typeof exportDataset>[1]> = {},
) =>
  exportDataset(folder, {
    part: 'final',
    format,
    images: 'copy',
    target: join(outs, format),
    signal: new AbortController().signal,
    progress: () => {},
    ...more,
  });

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

test.each(exportFormats)(
  '%s: counts are what lies there, the card opens it, the marker is there',
  async (format) => {
    const made = await madeUpExperiment();
    const seen: number[][] = [];
    const result = await exported(made, format, { progress: (...step) => seen.push(step) });
    expect(result).toMatchObject({ images: 7, captions: 10, turns: 10, seed });
    expect(result.leftOut).toEqual([{ why: 'its recaption is missing or empty', count: 1 }]);
    const files = filesOf(result.folder);
    expect(files).toHaveLength(result.files);
    const sizes = files.map((file) => readFileSync(join(result.folder, file)).length);
    expect(result.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect(json(result.folder, 'export.json')).toMatchObject({ version: 1, format, images: 7 });
    const card = readFileSync(join(result.folder, 'README.md'), 'utf8');
    expect(parse(card.split('---')[1] as string)).toMatchObject({ license: 'unknown' });
    expect(seen.at(-1)?.slice(0, 2)).toEqual([names.length, names.length]);
    expect(readdirSync(made.outs)).toEqual([format]);
  },
);

test.each(exportFormats)('%s: the same experiment gives the same data, byte for byte', async (format) => {
  const made = await madeUpExperiment();
  const both = await Promise.all(
    ['one', 'two'].map((name) => exported(made, format, { target: join(made.outs, name) })),
  );
  const [one, two] = both.map(({ folder }) =>
    filesOf(folder)
      .filter((file) => !['README.md', 'export.json'].includes(file))
      .map((file) => [file, readFileSync(join(folder, file))]),
  );
  expect(one).toEqual(two);
});

test('pictures are copied as they are, under names that every system takes', async () => {
  const made = await madeUpExperiment();
  const { folder } = await exported(made, 'llava');
  const places = json(folder, 'llava.json').map(({ id, image }: { id: string; image: string }) => [
    id,
    image,
  ]);
  expect(places).toEqual([
    ['0000.jpg', 'images/0000.jpg'],
    ['folder/a picture.png', 'images/folder/a picture.png'],
    ['folder/a picture.webp', 'images/folder/a picture.webp'],
    ['straße/ünïcode 🦊.jpg', 'images/straße/ünïcode 🦊.jpg'],
    ['con.jpg', 'images/_con-5.jpg'],
    ['what?.jpg', 'images/what_-6.jpg'],
    ['silent.jpg', 'images/silent.jpg'],
  ]);
  for (const [id, image] of places)
    expect(readFileSync(join(folder, image))).toEqual(readFileSync(join(made.pictures, id)));
});

test('kohya: a line is a caption, and pictures of one stem keep their own', async () => {
  const made = await madeUpExperiment();
  const { folder } = await exported(made, 'kohya');
  const images = join(folder, 'images', '1_squared');
  expect(readFileSync(join(images, '0000.txt'), 'utf8').split('\n')).toEqual([
    'round 2: a longer text about picture 0',
    'a fox [012,034,500,999] beside a [000,000,100,100] tree',
    '[012,034,500,999]',
    'STOP',
    '',
  ]);
  const same = filesOf(images).filter((file) => file.startsWith('folder'));
  const stem = 'folder__a picture';
  expect(same).toEqual([`${stem}-3.txt`, `${stem}-3.webp`, `${stem}.png`, `${stem}.txt`]);
  const text = readFileSync(join(images, `${stem}-3.txt`), 'utf8');
  expect(text).toBe('round 2: a longer text about picture 2\n');
});

test('a picture that was changed or is gone is left out: the captions are about another one', async () => {
  const made = await madeUpExperiment();
  appendFileSync(join(made.pictures, names[0]), 'x');
  rmSync(join(made.pictures, names[1]));
  const { images, leftOut } = await exported(made, 'webdataset');
  expect(images).toBe(5);
  expect(leftOut.map(({ why }) => why)).toEqual([
    'its recaption is missing or empty',
    'its picture has been changed since it was imported',
    'its picture is gone or cannot be read: it cannot be opened (ENOENT)',
  ]);
});

test('pictures that are only referred to stay where they are', async () => {
  const made = await madeUpExperiment();
  const { folder } = await exported(made, 'llava', { images: 'reference' });
  expect(filesOf(folder)).toEqual(['README.md', 'export.json', 'llava.json']);
  expect(json(folder, 'llava.json')[1].image).toBe(join(made.pictures, names[1]));
  await expect(exported(made, 'webdataset', { images: 'reference' })).rejects.toThrow(
    'carries the pictures inside its files',
  );
});

test('an export may not lie in the data it would become part of, nor in the experiment', async () => {
  const made = await madeUpExperiment();
  for (const target of [made.pictures, join(made.pictures, 'out'), join(made.folder, 'out')])
    await expect(exported(made, 'llava', { target })).rejects.toThrow('which this experiment is made from');
  await exported(made, 'llava', { target: `${made.pictures}-out` });
});

test('where nothing can be exported there is no folder', async () => {
  const made = await madeUpExperiment();
  rmSync(made.pictures, { recursive: true });
  await expect(exported(made, 'llava')).rejects.toThrow(/nothing can be exported: .*gone/);
  expect(readdirSync(made.outs)).toEqual([]);
});

test('cancelled in the middle, nothing is left', async () => {
  const made = await madeUpExperiment();
  const abort = new AbortController();
  const work = exported(made, 'parquet', { signal: abort.signal, progress: () => abort.abort() });
  await expect(work).rejects.toThrow('The export was cancelled.');
  expect(readdirSync(made.outs)).toEqual([]);
});

test('an export is of one moment, also while a run writes on', async () => {
  const made = await madeUpExperiment({ more: 1000 });
  const db = openForWriting(placesOf(made.folder).database);
  const later = db.prepare(
    `INSERT INTO captions (image_id, origin, round, model, model_seed, checkpoint, prompt, decoding, seed, text, truncated, created_at)
     SELECT id, 'recaption', 1, 'v0', 1, '', 'describe it.', '{}', 1, 'written meanwhile', 0, '' FROM images WHERE id > 500`,
  );
  let changes = 0;
  const { images } = await exported(made, 'llava', {
    part: 'round:1',
    images: 'reference',
    progress: () => {
      changes ||= later.run().changes;
    },
  });
  db.close();
  expect(changes).toBeGreaterThan(400);
  expect(images).toBe(names.length);
});

test('a hostile name in the database leads nowhere', async () => {
  const made = await madeUpExperiment();
  const db = openForWriting(placesOf(made.folder).database);
  db.prepare("UPDATE images SET name = '../../escaped.jpg' WHERE id = 1").run();
  db.close();
  const { leftOut } = await exported(made, 'kohya');
  expect(leftOut).toContainEqual({ why: "its image's path leads out of the set's folder", count: 1 });
  expect(existsSync(join(made.outs, 'escaped.jpg'))).toBe(false);
});

test('a text about the mark is not taken for a picture, and the card says so', async () => {
  const made = await madeUpExperiment();
  const { folder, changed } = await exported(made, 'llava');
  expect(changed).toEqual([{ why: 'texts speak of <image> and were written with <IMAGE>', count: 1 }]);
  const fox = json(folder, 'llava.json')[3];
  expect(JSON.stringify(fox.conversations).match(/<image>/g)).toHaveLength(1);
  expect(fox.captions[0].text).toContain('<image>');
});

test('the card says who wrote what, how good it is, and what is missing; no path of this machine', async () => {
  const made = await madeUpExperiment();
  const db = openForWriting(placesOf(made.folder).database);
  const figure = {
    seed,
    captions: 7,
    wordsMean: 31.25,
    wordsSd: 4,
    vocabulary: 90,
    truncated: 2,
    empty: 1,
    repetition: 0.034,
    distinctBigrams: 0.5,
    logProbabilityMean: -1,
    objectPrecision: 0.9012,
    objectRecall: 0.4567,
  };
  for (const source of ['original', 'v0', 'v1']) saveCaptionStatistics(db, seed, { ...figure, source });
  db.close();
  const part: ExportPart = 'round:2';
  const { folder } = await exported(made, 'llava', { part });
  const card = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const words of [
    '# little: Round 2 (seed 1)',
    'recaptions by v1',
    'checkpoint `checkpoints/seed1/v1`',
    'Decoding: greedy, at most 32 tokens, seed 1',
    '| v1 | 7 | 31.3 ± 4.0 | 90.1 % | 45.7 % | 3.4 % | 2 | 1 |',
    '- 1: its recaption is missing or empty',
    '- 1 question to v1 never answered: the server refused the picture',
    'the folder “pictures”',
    'Find it out before you pass this on',
    '## Known limits',
  ]) {
    expect(card).toContain(words);
  }
  expect(card).not.toContain('| v0 |');
  for (const file of ['README.md', 'export.json'])
    expect(readFileSync(join(folder, file), 'utf8').replace(folder, '')).not.toContain(made.pictures);
});

test('the card of Emoji World names the source of its pictures and their licence', async () => {
  const made = await madeUpExperiment({ dataset: { kind: 'world', seed: 7, sizes: 'smoke' } });
  const { folder } = await exported(made, 'sharegpt', { part: 'original' });
  const card = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(parse(card.split('---')[1] as string)).toMatchObject({ license: 'apache-2.0' });
  expect(card).toContain('copyright Google LLC');
  expect(card).toContain('Emoji World, scenes that Squared draws (seed 7)');
  expect(card).not.toContain('written by a model');
});
