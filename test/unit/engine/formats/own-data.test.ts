/** The two ways a user's own folder may say what its images show, as README.md describes them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImages } from '../../../../main/engine/formats/pixels.ts';
import { folderOf, jpeg, picture, put, read, record } from './temporary-folder.ts';

const brief = 'describe the image briefly.';
const caption = (assistant: string) => [{ user: brief, assistant }];

test('drawings with captions beside them, as PNG, JPEG and WebP, large and oblong', async () => {
  const icons = JSON.parse(
    await readFile(createRequire(import.meta.url).resolve('@iconify-json/noto/icons.json'), 'utf8'),
  ) as { icons: Record<string, { body: string }> };
  const draw = (icon: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">${icons.icons[icon]?.body}</svg>`,
      ),
      { density: 300 },
    );
  const folder = await folderOf({
    'animals/cat.png': await draw('cat').resize(640, 480, { fit: 'contain' }).png().toBuffer(),
    'animals/cat.txt': 'a cat.\n',
    'sailboat.JPG': await draw('sailboat').resize(300, 900, { fit: 'contain' }).flatten().jpeg().toBuffer(),
    'sailboat.txt': '\uFEFFa sailboat\r\non the sea.',
    'red-apple.webp': await draw('red-apple').resize(64).webp().toBuffer(),
  });
  const { images, quarantined } = await read(folder);
  expect(images.map(({ name, turns }) => [name, turns])).toEqual([
    ['animals/cat.png', caption('a cat.')],
    ['red-apple.webp', []],
    ['sailboat.JPG', caption('a sailboat on the sea.')],
  ]);
  expect(quarantined).toEqual([]);
  const sizes: unknown[] = [];
  for await (const one of decodeImages(images, { size: 96, signal: new AbortController().signal })) {
    expect(one.ok && one.pixels.length).toBe(96 * 96 * 3);
    // A drawing, not one colour.
    expect(one.ok && new Set(one.pixels).size).toBeGreaterThan(50);
    sizes.push(one.ok && [one.width, one.height]);
  }
  expect(sizes).toEqual([
    [640, 480],
    [64, 64],
    [300, 900],
  ]);
});

test('one text is the caption of every image of its name, wherever images/ lies', async () => {
  const folder = await folderOf({
    'images/a.jpg': jpeg,
    'images/a.png': await picture().png().toBuffer(),
    'a.txt': 'both of them.',
  });
  const { images, quarantined } = await read(folder);
  expect(images.map(({ name, turns }) => [name, turns])).toEqual([
    ['a.jpg', caption('both of them.')],
    ['a.png', caption('both of them.')],
  ]);
  expect(quarantined).toEqual([]);
});

test('several lists, several records about one image, and a text beside it are its turns together', async () => {
  const folder = await folderOf({
    'images/a.jpg': jpeg,
    'images/a.txt': 'a red field.',
    'images/b.jpg': jpeg,
    'first.json': [record('images/a.jpg', '<image>\nwhat?', 'red.'), record('a.jpg', 'how large?', 'small.')],
    'second.json': [record('./images//a.jpg', 'where?', 'here.', 'and now?', 'still here.')],
    'third.json': [record('images\\b.jpg', 'what?', 'red too.')],
  });
  const { images, quarantined } = await read(folder);
  expect(images.map(({ name, turns }) => [name, turns.map(({ assistant }) => assistant)])).toEqual([
    ['a.jpg', ['red.', 'small.', 'here.', 'still here.', 'a red field.']],
    ['b.jpg', ['red too.']],
  ]);
  expect(quarantined).toEqual([]);
});

test('a list finds images whose accents are composed otherwise', async () => {
  const folder = await folderOf({
    'images/cafe\u0301.jpg': jpeg,
    'a.json': [record('caf\u00e9.jpg', 'what?', 'red.')],
  });
  const { images, quarantined } = await read(folder);
  expect(images).toEqual([
    {
      set: 'pretrain',
      file: join(folder, 'images/cafe\u0301.jpg'),
      name: 'caf\u00e9.jpg',
      turns: [{ user: 'what?', assistant: 'red.' }],
    },
  ]);
  expect(quarantined).toEqual([]);
});

test('instruction data and specialists may come as texts too; held-out images need to say something', async () => {
  const folder = await folderOf({
    'a.jpg': jpeg,
    'sft/a.jpg': jpeg,
    'sft/a.txt': 'a red field.',
    'specialists/ocr/a.jpg': jpeg,
    'specialists/ocr/a.json': [record('a.jpg', 'what does it say?', 'nothing.')],
    'sft-val/a.jpg': jpeg,
  });
  expect((await read(folder, 'sft')).images[0]?.turns).toEqual(caption('a red field.'));
  expect((await read(folder, 'ocr')).images[0]?.turns).toHaveLength(1);
  const heldOut = await read(folder, 'sft-val');
  expect(heldOut.images).toEqual([]);
  expect(heldOut.quarantined.map(({ reason }) => reason)).toEqual(['nothing is said about it']);
});

test('images of benchmarks are named as their questions name them, whatever lies beside them', async () => {
  const folder = await folderOf({
    'a.jpg': jpeg,
    'bench/images/000001.jpg': jpeg,
    'bench/images/val2014/2.jpg': jpeg,
    'bench/images/readme.md': 'notes',
    'bench/pope/pope_random.json': 'questions',
  });
  const { names, quarantined } = await read(folder, 'bench');
  expect(names).toEqual(['000001.jpg', 'val2014/2.jpg']);
  expect(quarantined.map(({ reason }) => reason)).toEqual(['files ending in .md were not opened']);
});

test('hidden files are passed over, and the same folder is read in the same order each time', async () => {
  const folder = await folderOf({ '.DS_Store': 'x', 'b/.hidden.jpg': jpeg });
  for (const name of ['z.jpg', 'b/2.jpg', 'b/10.jpg', 'A.jpg', 'a.jpg']) await put(join(folder, name), jpeg);
  const first = await read(folder);
  expect(first.names).toEqual(['A.jpg', 'a.jpg', 'b/10.jpg', 'b/2.jpg', 'z.jpg']);
  expect(first.quarantined).toEqual([]);
  expect((await read(folder)).names).toEqual(first.names);
});
