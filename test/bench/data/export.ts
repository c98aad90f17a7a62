/**
 * How fast an experiment leaves as WebDataset, against what the disk needs to copy the same pictures as the files that they are. Both read from
 * the page cache and end when everything is on the disk. In turns, and the best of each, as other work on the machine only ever slows them.
 * Copying the finished shard, one large file, is the bound above both: it opens, checks and describes no picture.
 */
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import sharp from 'sharp';
import { exportDataset } from '../../../main/engine/export/index.ts';
import { placesOf } from '../../../main/engine/places.ts';
import { planOf } from '../../../main/engine/plan/presets.ts';
import { promptTexts } from '../../../main/engine/plan/prompts.ts';
import { writeExperiment } from '../../../main/engine/run/experiment.ts';
import {
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../../main/engine/store/index.ts';
import type { Figure } from '../figures.ts';

const images = 4000;
const texts = 200_000;
const turns = 5;
const [width, height] = [640, 480];

export async function figures(): Promise<Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'squared-bench-export-'));
  try {
    const experiment = await experimentWithPictures(root);
    const rates: { exported: number; copied: number; bound: number }[] = [];
    for (let turn = 0; turn <= turns; turn++) {
      const target = join(root, 'out');
      const { bytes, seconds } = await exportDataset(experiment, {
        part: 'round:1',
        format: 'webdataset',
        images: 'copy',
        target,
        signal: new AbortController().signal,
        progress: () => {},
      });
      const copied = await copy(join(root, 'pictures'), join(root, 'copied'));
      const bound = await copy(target, join(root, 'bound'));
      for (const name of ['out', 'copied', 'bound']) rmSync(join(root, name), { recursive: true });
      // The first turn fills the page cache.
      if (turn > 0) rates.push({ exported: bytes / seconds / 1e6, copied, bound });
    }
    const best = (what: keyof (typeof rates)[number]) => Math.max(...rates.map((rate) => rate[what]));
    const exported = best('exported');
    return [
      {
        name: `Export of ${images} JPEGs of 640x480 as WebDataset`,
        value: exported,
        unit: 'MB/s',
        goal: null,
      },
      {
        name: 'against copying the same pictures',
        value: (100 * exported) / best('copied'),
        unit: '%',
        goal: 80,
      },
      {
        name: 'against copying the shard as one file',
        value: (100 * exported) / best('bound'),
        unit: '%',
        goal: null,
      },
      ...(await textFigures(root)),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Streaming: memory that an export of many texts takes at its peak, and how fast they go. */
async function textFigures(root: string): Promise<Figure[]> {
  const experiment = join(root, 'texts');
  const file = join(root, 'pictures', '0.jpg');
  const rows = Array.from({ length: texts }, (_, row) => ({ row, file, sha256: '', name: `${row}.jpg` }));
  writeRows(experiment, rows);
  global.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const { seconds } = await exportDataset(experiment, {
    part: 'round:1',
    format: 'llava',
    images: 'reference',
    target: join(root, 'out-texts'),
    signal: new AbortController().signal,
    progress: (done) => {
      if (done % 1000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    },
  });
  return [
    { name: `Export of ${texts} texts as LLaVA JSON`, value: texts / seconds, unit: 'texts/s', goal: null },
    {
      name: 'memory it took beyond what was there',
      value: (peak - before) / 1e6,
      unit: 'MB',
      goal: 300,
      least: true,
    },
  ];
}

async function experimentWithPictures(root: string): Promise<string> {
  const pictures = join(root, 'pictures');
  mkdirSync(pictures);
  const kinds = await Promise.all(Array.from({ length: 20 }, (_, kind) => jpeg(kind)));
  const rows = Array.from({ length: images }, (_, row) => {
    const bytes = kinds[row % kinds.length] as Buffer;
    const name = `${row}.jpg`;
    writeFileSync(join(pictures, name), bytes);
    return { row, file: join(pictures, name), sha256: hash('sha256', bytes, 'hex'), name };
  });
  const experiment = join(root, 'pictured');
  writeRows(experiment, rows);
  return experiment;
}

function writeRows(
  experiment: string,
  rows: readonly { row: number; file: string; sha256: string; name: string }[],
): void {
  const plan = planOf('smoke');
  const prompts = promptTexts(plan.longPrompts);
  writeExperiment(experiment, plan);
  const db = openForWriting(placesOf(experiment).database);
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  const said = 'a picture of a street with some people, two cars and a shop whose sign cannot be read';
  insertImages(
    db,
    rows.map((row) => ({
      ...row,
      set: 'pretrain',
      width,
      height,
      truth: null,
      turns: [{ user: plan.briefPrompt, assistant: said.slice(0, 40) }],
    })),
  );
  insertCaptions(
    db,
    {
      origin: 'recaption',
      round: 1,
      model: 'v0',
      modelSeed: plan.seeds[0] as number,
      checkpoint: placesOf(experiment).checkpoint(plan.seeds[0] as number, 'v0'),
      decoding: plan.decoding,
      seed: plan.seeds[0] as number,
    },
    rows.map(({ row }) => ({
      imageId: row + 1,
      prompt: prompts[row % prompts.length] as string,
      text: `${said}. ${said}. ${said}.`,
      tokens: 60,
      logProbability: -0.5,
      minLogProbability: -2,
      truncated: false,
      seconds: null,
      usd: null,
    })),
  );
  db.close();
}

/** Something between a drawing and a photograph: some 60 kB, as camera pictures of this size have. */
async function jpeg(kind: number): Promise<Buffer> {
  const pixels = new Uint8Array(width * height * 3);
  let state = kind + 1;
  for (let i = 0; i < pixels.length; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    pixels[i] = 128 + 90 * Math.sin(i / (700 + 40 * kind)) + ((state >> 16) % 24);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** Copies a folder's files, several at a time, and flushes them to the disk; MB a second. */
async function copy(from: string, to: string): Promise<number> {
  const began = performance.now();
  mkdirSync(to);
  const names = await readdir(from);
  await pMap(names, (name) => copyFile(join(from, name), join(to, name)), { concurrency: 4 });
  const sizes = await pMap(names, (name) => flushed(join(to, name)), { concurrency: 8 });
  return sizes.reduce((sum, size) => sum + size, 0) / ((performance.now() - began) / 1000) / 1e6;
}

async function flushed(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
