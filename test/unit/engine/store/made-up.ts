/** A small experiment's rows in a real database of its own folder. */
import { join } from 'node:path';
import type { CaptionOrigin, WrittenCaption } from '../../../../main/engine/store/index.ts';
import { type Db, insertImages, insertSets, openForWriting } from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';

export function withImages(count: number): { db: Db; file: string } {
  const file = join(temporaryFolder('store'), 'squared.sqlite');
  const db = openForWriting(file);
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  insertImages(
    db,
    Array.from({ length: count }, (_, row) => ({
      set: 'pretrain',
      name: `${row}.jpg`,
      file: `/images/${row}.jpg`,
      sha256: 'x',
      width: 96,
      height: 96,
      row,
      truth: null,
      turns: [{ user: 'describe the image briefly.', assistant: `an animal number ${row}` }],
    })),
  );
  return { db, file };
}

export const origin = (model = 'v0', modelSeed = 1): CaptionOrigin => ({
  origin: 'recaption',
  round: 1,
  model,
  modelSeed,
  checkpoint: '/checkpoints/v0',
  decoding: { maxNewTokens: 32, temperature: 0, topP: 1 },
  seed: 1,
});

export const caption = (imageId: number, text: string, prompt = 'describe it.'): WrittenCaption => ({
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
