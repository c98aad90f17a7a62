/** A small experiment with real pictures, as its run would have left it: two rounds and two specialists have written. */
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { promptTexts } from '../../../../main/engine/plan/prompts.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import {
  type CaptionOrigin,
  insertCaptions,
  insertFailures,
  insertImages,
  insertSets,
  openForWriting,
  type WrittenCaption,
} from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';

export const seed = 1;

/** Names that make trouble: folders, spaces, accents, the same stem twice, what Windows refuses. */
export const names = [
  '0000.jpg',
  'folder/a picture.png',
  'folder/a picture.webp',
  'straße/ünïcode 🦊.jpg',
  'con.jpg',
  'what?.jpg',
  '0006.jpg',
  'silent.jpg',
] as const;

export const original = (number: number): string => `alt text ${number}`;
export const recaption = (number: number, round: number): string =>
  number === 3
    ? `round ${round}: a “fox” — 狐, שועל and 🦊 with "quotes", a \\ and <image> in it`
    : `round ${round}: a longer text about picture ${number}`;

export interface MadeUp {
  /** The experiment's folder. */
  readonly folder: string;
  readonly pictures: string;
  readonly outs: string;
}

/**
 * Below `root`. Image 7 has no text of its own, and image 6 no recaption in round 2. `more`: images by other names that are the first one's
 * picture.
 */
export async function makeExperiment(
  root: string,
  { more = 0, ...change }: Partial<Plan> & { more?: number } = {},
): Promise<MadeUp> {
  const pictures = join(root, 'pictures');
  const images = await Promise.all(names.map((name, number) => picture(join(pictures, name), number)));
  const folder = join(root, 'little');
  const dataset = { kind: 'folder' as const, path: pictures };
  const plan = { ...planOf('smoke'), seeds: [seed, 2], rounds: 2, dataset, ...change };
  writeExperiment(folder, plan);
  const prompts = promptTexts(plan.longPrompts);
  const db = openForWriting(placesOf(folder).database);
  insertSets(db, [
    { name: 'pretrain', role: 'pretrain' },
    { name: 'sft', role: 'sft' },
  ]);
  insertImages(
    db,
    images.map((image, row) => ({
      ...image,
      set: 'pretrain',
      name: names[row] as string,
      row,
      truth: null,
      turns: row === 7 ? [] : [{ user: plan.briefPrompt, assistant: original(row) }],
    })),
  );
  insertImages(db, [
    {
      ...(images[0] as (typeof images)[0]),
      set: 'sft',
      name: 'lesson.jpg',
      row: 99,
      truth: null,
      turns: [{ user: 'what is it?', assistant: 'a lesson' }],
    },
  ]);
  insertImages(
    db,
    Array.from({ length: more }, (_, i) => ({
      ...(images[0] as (typeof images)[0]),
      set: 'pretrain',
      name: `more/${i}.jpg`,
      row: 1000 + i,
      truth: null,
      turns: [{ user: plan.briefPrompt, assistant: original(i) }],
    })),
  );
  for (const round of [1, 2]) {
    const numbers = names.map((_, number) => number).filter((number) => !(round === 2 && number === 6));
    insertCaptions(
      db,
      origin(folder, `v${round - 1}`, round),
      numbers.map((number) =>
        written(
          number + 1,
          plan.longPrompts[number % plan.longPrompts.length] as string,
          recaption(number, round),
        ),
      ),
    );
  }
  insertFailures(db, origin(folder, 'v1', 2), [
    { imageId: 7, prompt: prompts[0] as string, reason: 'the server refused the picture' },
  ]);
  insertCaptions(db, origin(folder, 'grounding', null), [
    written(1, 'describe with boxes.', 'a fox [012,034,500,999] beside a [000,000,100,100] tree'),
    written(1, 'where is the fox?', '[012,034,500,999]'),
    written(2, 'describe with boxes.', ''),
  ]);
  insertCaptions(db, origin(folder, 'ocr', null), [written(1, 'what does the sign say?', 'STOP')]);
  db.close();
  return { folder, pictures, outs: join(root, 'outs') };
}

async function picture(file: string, number: number) {
  mkdirSync(join(file, '..'), { recursive: true });
  const [width, height] = [40 + number, 30];
  const noise = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919 + number * 131) % 251);
  const kind = file.endsWith('.png') ? 'png' : file.endsWith('.webp') ? 'webp' : 'jpeg';
  writeFileSync(
    file,
    await sharp(noise, { raw: { width, height, channels: 3 } })
      [kind]()
      .toBuffer(),
  );
  return { file, width, height, sha256: hash('sha256', readFileSync(file), 'hex') };
}

const origin = (folder: string, model: string, round: number | null): CaptionOrigin => ({
  origin: round === null ? 'specialist' : 'recaption',
  round,
  model,
  modelSeed: seed,
  checkpoint: placesOf(folder).checkpoint(seed, model),
  decoding: { maxNewTokens: 32, temperature: 0, topP: 1 },
  seed,
});

const written = (imageId: number, prompt: string, text: string): WrittenCaption => ({
  imageId,
  prompt,
  text,
  tokens: 3,
  logProbability: -0.5,
  minLogProbability: -1,
  truncated: false,
  seconds: null,
  usd: null,
});
