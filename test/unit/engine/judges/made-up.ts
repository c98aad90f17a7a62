/** An experiment's folder with real pictures and captions of several sources. The captions are made up; nobody has been asked about them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Engine } from '../../../../main/engine/engine.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import {
  type Db,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { temporaryFolder } from '../../../temporary.ts';

export interface MadeUp {
  readonly folder: string;
  readonly db: Db;
  readonly plan: Plan;
}

type Writer = (image: number) => string | null;

/** What each source says about image 1..N; null: it has not written about that one. */
export const writers: Record<string, Writer> = {
  v0: (image) => `round one sees picture ${image}.`,
  v1: (image) => `round two sees picture ${image} in more words.`,
  v2: (image) => `round three sees picture ${image} in still more words.`,
};

export async function madeUp(
  images: number,
  captions: Record<string, Writer> = writers,
  seed = 1,
): Promise<MadeUp> {
  const folder = join(temporaryFolder('judges'), 'judged');
  const plan = planOf('smoke');
  writeExperiment(folder, plan);
  const db = openForWriting(placesOf(folder).database);
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  const pictures = join(folder, 'pictures');
  mkdirSync(pictures);
  const rows = await Promise.all(
    Array.from({ length: images }, async (_, row) => {
      const file = join(pictures, `${row}.png`);
      const background = { r: row % 256, g: (row * 7) % 256, b: (row * 31) % 256 };
      await sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toFile(file);
      const objects = [{ kind: row % 2 ? 'dog' : 'cat', category: 'animal', box: [0, 0, 4, 4] }];
      return {
        set: 'pretrain',
        name: `${row}.png`,
        file,
        sha256: String(row),
        width: 8,
        height: 8,
        row,
        truth: { background: 'grass', sign: null, objects, relations: [] },
        turns: [{ user: 'describe the image briefly.', assistant: `alt text of picture ${row + 1}` }],
      };
    }),
  );
  insertImages(db, rows);
  for (const [model, text] of Object.entries(captions)) write(db, model, seed, images, text);
  return { folder, db, plan };
}

export function write(db: Db, model: string, seed: number, images: number, text: Writer, prompt = 'p'): void {
  const origin = {
    origin: model.startsWith('v') ? 'recaption' : 'specialist',
    round: 1,
    model,
    modelSeed: seed,
    checkpoint: `/checkpoints/${model}`,
    decoding: { maxNewTokens: 32, temperature: 0, topP: 1 },
    seed,
  } as const;
  const written = Array.from({ length: images }, (_, i) => ({ imageId: i + 1, text: text(i + 1) }));
  insertCaptions(
    db,
    origin,
    written.flatMap(({ imageId, text: own }) =>
      own === null
        ? []
        : [
            {
              imageId,
              prompt,
              text: own,
              tokens: 3,
              logProbability: -1 / (own.length + 1),
              minLogProbability: -1,
              truncated: false,
              seconds: null,
              usd: null,
            },
          ],
    ),
  );
}

export const engine = (): Engine => new Engine(() => {});
