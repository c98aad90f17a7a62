/** The first page of every kind of gallery query over a million images, as the engine answers the window. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../main/engine/engine.ts';
import { placesOf } from '../../../main/engine/places.ts';
import {
  type CaptionOrigin,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../../main/engine/store/index.ts';
import type { RequestArgs } from '../../../shared/requests.ts';
import type { Figure } from '../figures.ts';

const images = 1_000_000;
const captioned = 200_000;
const nouns = ['dog', 'horse', 'boat', 'tower', 'apple', 'bicycle', 'cloud', 'bridge', 'lamp', 'river'];
const places = ['on a beach', 'under a tree', 'beside a road', 'in a room', 'at night', 'in the snow'];

type Query = Omit<RequestArgs<'gallery.page'>, 'path'>;
const queries: Record<string, Query> = {
  everything: {},
  'a set': { set: 'sft' },
  'the millionth image': { after: 999_000 },
  'a word that every caption has': { search: 'photograph' },
  'a word of every tenth': { search: 'dog' },
  'two words': { search: 'dog beach' },
  'a word of one image': { search: 'number777777' },
  'the beginning of a word': { search: 'pho' },
  'more of its beginning': { search: 'photogr' },
  'the beginning of a hundred thousand words': { search: 'number7' },
  'one letter': { search: 'a' },
  'a word that none has': { search: 'zebra' },
  'a word in a set': { set: 'sft', search: 'dog' },
  'a word of every caption in the last set': { set: 'sft', search: 'photograph' },
};

export async function figures(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'squared-bench-gallery-'));
  process.env.SQUARED_HOME = home;
  try {
    const engine = new Engine(() => {});
    const { path } = await engine.call('experiments.create', { preset: 'smoke', name: 'large' });
    // In a process of its own, whose memory is not the gallery's.
    execFileSync(process.execPath, [import.meta.filename, placesOf(path).database], { stdio: 'inherit' });
    // Once, so that the file is in the machine's memory as in a window that stands open.
    await engine.call('gallery.page', { path });
    const slowest: [milliseconds: number, query: string][] = [];
    for (const [name, query] of Object.entries(queries)) {
      const times: number[] = [];
      const cpu = process.cpuUsage();
      for (let run = 0; run < 5; run++) {
        const began = performance.now();
        const page = await engine.call('gallery.page', { path, ...query });
        times.push(performance.now() - began);
        if (page.images.length === 0 && name !== 'a word that none has')
          throw new Error(`Nothing for ${name}.`);
      }
      // The median of five: other work on the machine is not the gallery's.
      const median = times.sort((a, b) => a - b)[2] as number;
      slowest.push([median, name]);
      const { user, system } = process.cpuUsage(cpu);
      const busy = ((user + system) / 5000).toFixed(1);
      console.log(`${name.padEnd(44)} ${median.toFixed(1).padStart(8)} ms (${busy} ms of processor time)`);
    }
    const [milliseconds, query] = slowest.sort(([a], [b]) => b - a)[0] as [number, string];
    const memory = process.memoryUsage().rss / 1e6;
    return [
      {
        name: `first page of ${images.toLocaleString('en')} images, slowest: ${query}`,
        value: milliseconds,
        unit: 'ms',
        goal: 50,
        least: true,
      },
      { name: 'memory of the whole process', value: memory, unit: 'MB', goal: 500, least: true },
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function fill(database: string): void {
  const db = openForWriting(database);
  db.pragma('synchronous = OFF');
  insertSets(db, [
    { name: 'pretrain', role: 'pretrain' },
    { name: 'sft', role: 'sft' },
  ]);
  for (let from = 0; from < images; from += 10_000) {
    insertImages(
      db,
      Array.from({ length: 10_000 }, (_, at) => {
        const row = from + at;
        const assistant = `a photograph of a ${nouns[row % 10]} ${places[row % 6]}, number${row}`;
        return {
          set: row < 900_000 ? 'pretrain' : 'sft',
          name: `${row}.jpg`,
          file: `/images/${row}.jpg`,
          sha256: row.toString(16).padStart(64, '0'),
          width: 640,
          height: 480,
          row,
          truth: null,
          turns: [{ user: 'describe the image briefly.', assistant }],
        };
      }),
    );
  }
  const origin: CaptionOrigin = {
    origin: 'recaption',
    round: 1,
    model: 'v0',
    modelSeed: 1,
    checkpoint: '/v0',
    decoding: { maxNewTokens: 64, temperature: 0, topP: 1 },
    seed: 1,
  };
  for (let from = 0; from < captioned; from += 10_000) {
    insertCaptions(
      db,
      origin,
      Array.from({ length: 10_000 }, (_, at) => ({
        imageId: from + at + 1,
        prompt: 'describe it.',
        text: `this photograph shows a ${nouns[at % 10]} at length, ${places[at % 6]}`,
        tokens: 12,
        logProbability: -5,
        minLogProbability: -1,
        truncated: false,
        seconds: null,
        usd: null,
      })),
    );
  }
  db.close();
}

if (import.meta.main) fill(process.argv[2] as string);
