/** The embedded world, read back as any folder is: every image, every conversation, every truth, every benchmark's image. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DatasetImage,
  type DatasetSet,
  findSets,
  type Quarantined,
  readSet,
} from '../../../../main/engine/formats/dataset.ts';
import { decodeImages } from '../../../../main/engine/formats/pixels.ts';
import { readTruth } from '../../../../main/engine/formats/truth.ts';
import { worldBenchmarks as benchmarks } from '../../../../main/engine/scorers/index.ts';
import type { LlavaRecord } from '../../../../main/engine/world/sets/llava.ts';
import { smokeSizes } from '../../../../main/engine/world/sets/sizes.ts';
import { writeWorld } from '../../../../main/engine/world/write.ts';

let folder: string;
let sets: DatasetSet[];
let truthFolder: string;
const images = new Map<string, DatasetImage[]>();
const quarantined: Quarantined[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'squared-world-'));
  await writeWorld(folder, { seed: 5, sizes: smokeSizes });
  const found = await findSets(folder);
  sets = found.sets;
  truthFolder = found.truthFolder as string;
  for (const set of sets) {
    const read: DatasetImage[] = [];
    for await (const image of readSet(set, (item) => quarantined.push(item))) read.push(image);
    images.set(set.name, read);
  }
}, 180_000);
afterAll(() => rm(folder, { recursive: true }));

test('every set is there with all of its images, and nothing is quarantined', () => {
  expect(Object.fromEntries([...images].map(([name, { length }]) => [name, length]))).toEqual({
    pretrain: smokeSizes.pretrain,
    sft: smokeSizes.sft,
    'sft-val': smokeSizes.sftVal,
    grounding: smokeSizes.grounding,
    ocr: smokeSizes.ocr,
    spatial: smokeSizes.spatial,
    bench: smokeSizes.bench,
  });
  expect(
    images
      .get('pretrain')
      ?.slice(0, 2)
      .map(({ name }) => name),
  ).toEqual(['000000.jpg', '000001.jpg']);
  expect(quarantined).toEqual([]);
});

test('every conversation is what was written, without the image mark and without what has no answer', async () => {
  for (const { name, folder: at, role } of sets) {
    const read = images.get(name) ?? [];
    if (role === 'bench') {
      expect(read.every(({ turns }) => turns.length === 0)).toBe(true);
      continue;
    }
    const records = JSON.parse(await readFile(join(at, 'llava.json'), 'utf8')) as LlavaRecord[];
    const written = records.map(({ image, conversations }) => ({
      name: image.replace('images/', ''),
      turns: conversations
        .map(({ value }, index) => ({
          user: value.replace('<image>\n', ''),
          assistant: conversations[index + 1]?.value,
        }))
        .filter(({ assistant }, index) => index % 2 === 0 && assistant !== ''),
    }));
    expect(read.map((image) => ({ name: image.name, turns: image.turns }))).toEqual(written);
  }
});

test('every image has its truth', async () => {
  for (const { name } of sets) {
    const truths = await readTruth(truthFolder, name, (item) => quarantined.push(item));
    expect([...truths.keys()]).toEqual(images.get(name)?.map((image) => image.name));
  }
  expect(quarantined).toEqual([]);
});

test('every question of every benchmark is about an image that was read', async () => {
  const names = new Set(images.get('bench')?.map(({ name }) => name));
  for (const benchmark of benchmarks) {
    const items = (await benchmark.read(join(folder, 'bench'))) ?? [];
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ image }) => !names.has(image))).toEqual([]);
  }
});

test('every image is decoded at its own size', async () => {
  const all = [...images.values()].flat();
  let count = 0;
  for await (const one of decodeImages(all, { size: 96, signal: new AbortController().signal })) {
    expect(one).toMatchObject({ item: all[count], ok: true, width: 96, height: 96 });
    count++;
  }
  expect(count).toBe(all.length);
});
