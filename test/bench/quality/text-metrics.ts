/** Captions through all text metrics, from the database and back into it, with their intervals: as the recaption step measures them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from '../../../main/engine/plan/presets.ts';
import { measureCaptions } from '../../../main/engine/steps/measure-captions.ts';
import {
  type Db,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../../main/engine/store/index.ts';
import { type Random, randomFrom } from '../../../main/engine/world/random.ts';
import type { Figure } from '../figures.ts';
import { timed } from './timed.ts';

const captions = 100_000;
/** As long as the paper's second round writes. */
const words = 117;
const things = Array.from({ length: 80 }, (_, i) => `thing${i}`);
const fillers = 'a the of on in with and is are that large small red blue next to behind while'.split(' ');

export function textMetrics(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'squared-bench-'));
  const db = openForWriting(join(folder, 'squared.sqlite'));
  return measured(db).finally(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

async function measured(db: Db): Promise<Figure[]> {
  fill(db);
  const plan = { ...planOf('smoke'), rounds: 2 };
  const { seconds, result: quality } = await timed('text metrics', () =>
    measureCaptions({ plan, db }, 1, 'v1'),
  );
  if (quality?.captions !== captions) throw new Error('Not every caption was measured.');
  console.log(quality.figures.map(({ metric, value }) => `${metric} ${value.toFixed(3)}`).join(', '));
  return [
    {
      name: `${captions.toLocaleString('en-US')} captions of ${words} words measured`,
      value: seconds,
      unit: 's',
      goal: 60,
      least: true,
    },
  ];
}

/** Images of known things with two rounds of captions: the second rewrites about a third of the first, and imagines one thing in ten. */
function fill(db: Db): void {
  const random = randomFrom('bench/text-metrics');
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  const batch = 5000;
  for (let from = 0; from < captions; from += batch) {
    const rows = Array.from({ length: batch }, (_, i) => from + i);
    const kinds = rows.map(() => Array.from({ length: 5 }, () => random.pick(things)));
    insertImages(
      db,
      rows.map((row, i) => ({
        set: 'pretrain',
        name: `${row}.jpg`,
        file: `/images/${row}.jpg`,
        sha256: String(row),
        width: 96,
        height: 96,
        row,
        truth: {
          background: 'grass',
          sign: null,
          objects: (kinds[i] as string[]).map((kind) => ({ kind, category: 'thing', box: [0, 0, 48, 48] })),
          relations: [],
        },
        turns: [{ user: 'describe.', assistant: `${(kinds[i] as string[])[0]} on grass` }],
      })),
    );
    const first = rows.map((_, i) => text(random, kinds[i] as string[]));
    for (const model of ['v0', 'v1']) {
      insertCaptions(
        db,
        {
          origin: 'recaption',
          round: model === 'v0' ? 1 : 2,
          model,
          modelSeed: 1,
          checkpoint: '/checkpoints',
          decoding: { maxNewTokens: 256, temperature: 0, topP: 1 },
          seed: 1,
        },
        rows.map((row, i) => ({
          imageId: row + 1,
          prompt: 'describe.',
          text: (model === 'v0'
            ? (first[i] as string[])
            : rewritten(random, first[i] as string[], kinds[i] as string[])
          ).join(' '),
          tokens: words,
          logProbability: -random.next(),
          minLogProbability: -3,
          truncated: random.chance(0.01),
          seconds: null,
          usd: null,
        })),
      );
    }
  }
}

function text(random: Random, kinds: readonly string[]): string[] {
  return Array.from({ length: words - random.integer(30) }, () => {
    if (random.chance(0.08)) return random.chance(0.1) ? random.pick(things) : random.pick(kinds);
    return random.chance(0.5) ? random.pick(fillers) : `word${Math.floor(20_000 * random.next() ** 3)}`;
  });
}

const rewritten = (random: Random, before: readonly string[], kinds: readonly string[]): string[] =>
  text(random, kinds).map((word, i) => (random.chance(0.65) ? (before[i] ?? word) : word));
