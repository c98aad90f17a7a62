/** Recaption sidecars for tar shards that the user has already: named and keyed as VILA's loaders look them up. */
import { createWriteStream, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { exportDataset } from '../../../../main/engine/export/index.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { importImages } from '../../../../main/engine/steps/import.ts';
import type { StepContext } from '../../../../main/engine/steps/step-context.ts';
import { insertCaptions, openForWriting } from '../../../../main/engine/store/index.ts';
import type { Source } from '../../../../shared/data.ts';
import { temporaryFolder } from '../../../temporary.ts';

const addressOf = (key: string): string => `https://example.org/${key}.jpg`;

async function writeShard(file: string, keys: readonly string[]): Promise<void> {
  mkdirSync(join(file, '..'), { recursive: true });
  const tar = pack();
  for (const [index, key] of keys.entries()) {
    const background = { r: 10 * index, g: file.length, b: 90 };
    const size = { width: 40 + index, height: 30, channels: 3 as const };
    tar.entry(
      { name: `${key}.jpg` },
      await sharp({ create: { ...size, background } })
        .jpeg()
        .toBuffer(),
    );
    tar.entry({ name: `${key}.txt` }, `alt ${key}`);
    tar.entry({ name: `${key}.json` }, JSON.stringify({ url: addressOf(key), caption: `alt ${key}` }));
  }
  tar.finalize();
  await pipeline(tar, createWriteStream(file));
}

async function imported(root: string, sources: Source[]): Promise<string> {
  const folder = join(root, 'experiment');
  const plan = { ...planOf('smoke'), dataset: { kind: 'sources' as const, sources } };
  writeExperiment(folder, plan);
  const places = placesOf(folder);
  const db = openForWriting(places.database);
  const { signal } = new AbortController();
  const silent = { progress() {}, skipped() {}, log() {} };
  await importImages({ plan, places, db, signal, ...silent } as unknown as StepContext);
  const images = db.prepare('SELECT id, name FROM images').all() as { id: number; name: string }[];
  insertCaptions(
    db,
    {
      origin: 'recaption',
      round: 1,
      model: 'v0',
      modelSeed: 1,
      checkpoint: places.checkpoint(1, 'v0'),
      decoding: plan.decoding,
      seed: 1,
    },
    images.map(({ id, name }) => ({
      imageId: id,
      prompt: 'describe it.',
      text: `about ${name}`,
      tokens: 3,
      logProbability: -1,
      minLogProbability: -1,
      truncated: false,
      seconds: null,
      usd: null,
    })),
  );
  db.close();
  return folder;
}

const exported = (folder: string, target: string) =>
  exportDataset(folder, {
    part: 'round:1',
    format: 'vila',
    images: 'reference',
    target,
    signal: new AbortController().signal,
    progress: () => {},
  });

const entries = (name: string, key: string) => ({
  [addressOf(key)]: {
    output: `about ${name}`,
    answers: [{ prompt: 'describe it.', text: `about ${name}` }],
  },
  [key]: { captions: { vfc: `about ${name}` } },
  [`/${key}`]: { captions: { vfc: `about ${name}` } },
});

test('each shard gets its sidecar, under its own path, and no picture is copied', async () => {
  const root = temporaryFolder('own-shards');
  await writeShard(join(root, 'data', 'part', '00000.tar'), ['000000000', '000000001']);
  await writeShard(join(root, 'data', '00001.tar'), ['000010000']);
  const folder = await imported(root, [{ path: join(root, 'data'), role: 'pretraining' }]);
  const { images } = await exported(folder, join(root, 'out'));
  expect(images).toBe(3);
  expect(readdirSync(join(root, 'out')).sort()).toEqual(['README.md', 'captions', 'export.json']);
  const sidecar = (path: string) =>
    JSON.parse(readFileSync(join(root, 'out', 'captions', 'v0', `${path}.json`), 'utf8'));
  expect(sidecar('part/00000.tar')).toEqual({
    ...entries('part/00000/000000000', '000000000'),
    ...entries('part/00000/000000001', '000000001'),
  });
  expect(sidecar('00001.tar')).toEqual(entries('00001/000010000', '000010000'));
});

test('of several sources each has a folder of its own; what came in no shard is left out and counted', async () => {
  const root = temporaryFolder('own-shards');
  await writeShard(join(root, 'one', '00000.tar'), ['000000000']);
  await writeShard(join(root, 'two', '00000.tar'), ['000000000']);
  mkdirSync(join(root, 'loose'));
  const size = { width: 50, height: 50, channels: 3 as const };
  await sharp({ create: { ...size, background: 'red' } }).toFile(join(root, 'loose', 'a.png'));
  const folder = await imported(root, [
    { path: join(root, 'one'), role: 'pretraining', name: 'coyo' },
    { path: join(root, 'two'), role: 'pretraining' },
    { path: join(root, 'loose'), role: 'pretraining' },
  ]);
  const { images, leftOut } = await exported(folder, join(root, 'out'));
  expect(images).toBe(2);
  expect(leftOut).toEqual([
    { why: 'it was not imported from a tar shard that a sidecar could lie beside', count: 1 },
  ]);
  for (const [source, name] of [
    ['coyo', 'coyo/00000/000000000'],
    ['source-2', 'source-2/00000/000000000'],
  ] as const) {
    const file = join(root, 'out', 'captions', source, 'v0', '00000.tar.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(entries(name, '000000000'));
  }
});

test('with pictures copied, they get an ending, and shards keep the address that they were loaded from', async () => {
  const root = temporaryFolder('own-shards');
  await writeShard(join(root, 'data', '00000.tar'), ['000000000']);
  const folder = await imported(root, [{ path: join(root, 'data'), role: 'pretraining' }]);
  const copy = (format: 'llava' | 'vila') =>
    exportDataset(folder, {
      part: 'round:1',
      format,
      images: 'copy',
      target: join(root, format),
      signal: new AbortController().signal,
      progress: () => {},
    });
  await copy('llava');
  expect(JSON.parse(readFileSync(join(root, 'llava', 'llava.json'), 'utf8'))[0].image).toBe(
    'images/00000/000000000.jpg',
  );
  await copy('vila');
  const sidecar = join(root, 'vila', 'captions', 'v0', '00000.tar.json');
  expect(Object.keys(JSON.parse(readFileSync(sidecar, 'utf8')))).toEqual([
    addressOf('000000000'),
    'samples/000000000',
  ]);
});
