/** Thumbnails are made with the import: one file of them, in step with the images, whatever stops it. */
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Cancelled } from '../../../../../main/engine/failure.ts';
import { putBack } from '../../../../../main/engine/run/redo.ts';
import { thumbnailPart } from '../../../../../main/engine/store/index.ts';
import { tarOf } from '../../formats/sources/reading.ts';
import { folderOf, picture } from '../../formats/temporary-folder.ts';
import { experiment } from './importing.ts';

type One = ReturnType<typeof experiment>;

const colours = ['#ff0000', '#00ff00', '#0000ff', '#c0c000'];
const large = (colour: string) => picture(640, 480, colour).jpeg().toBuffer();

/** Name, size and colour of what lies in the pack for each image; null where it is its own. */
async function packed({ db, rows, places }: One) {
  const pack = await readFile(places.thumbnails);
  const all: [name: unknown, thumbnail: unknown][] = [];
  let end = 0;
  for (const [id, name] of rows('SELECT id, name FROM images ORDER BY row')) {
    const part = thumbnailPart(db, id as number);
    if (part) expect(part.start).toBe(end);
    end = part ? part.start + part.bytes : end;
    const bytes = part && pack.subarray(part.start, end);
    const { data, info } = bytes
      ? await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
      : { data: null, info: null };
    all.push([name, data && [info?.width, info?.height, ...data.subarray(0, 3)]]);
  }
  // Nothing lies there twice, or behind the last.
  expect(pack.length).toBe(end);
  return all;
}

const near = (value: number) => expect.closeTo(value, -1);

test('of a folder and of a tar: one for each large image and each kind that no window shows', async () => {
  const folder = await folderOf({
    'a.jpg': await large('#ff0000'),
    'b.jpg': 'no picture',
    'c.png': await picture(64, 48).png().toBuffer(),
    'd.tif': await picture(64, 48, '#0000ff').tiff().toBuffer(),
    'e.png': await picture(30, 2000, '#00ff00').png().toBuffer(),
  });
  const tar = await folderOf({ '0.tar': await tarOf([{ name: 'f.jpg', content: await large('#0000ff') }]) });
  const one = experiment();
  await one.run([
    { path: folder, role: 'pretraining', name: 'one' },
    { path: tar, role: 'pretraining', name: 'two' },
  ]);
  expect(await packed(one)).toEqual([
    ['one/a.jpg', [256, 192, near(255), near(0), near(0)]],
    ['one/c.png', null],
    ['one/d.tif', [64, 48, near(0), near(0), near(255)]],
    ['one/e.png', [4, 256, near(0), near(255), near(0)]],
    ['two/0/f', [256, 192, near(0), near(0), near(255)]],
  ]);
  // A folder that is read as ever has them too.
  const plain = experiment();
  await plain.runFolder(folder);
  expect((await packed(plain)).map(([, thumbnail]) => thumbnail !== null)).toEqual([true, false, true, true]);
  // Nothing is made when it is looked at.
  expect(await readdir(one.places.folder)).not.toContain('thumbnails');
});

test('stopped, repeated, changed: the pack is as after one import', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `${String(at).padStart(2, '0')}.jpg`);
  const files = await Promise.all(
    names.map(async (name, at) => [name, await large(colours[at % 4] as string)] as const),
  );
  const path = await folderOf(Object.fromEntries(files));
  const other = await folderOf({ 'z.jpg': await large('#ff0000') });
  const sources = [path, other].map((one) => ({ path: one, role: 'pretraining' as const }));
  const whole = experiment();
  await whole.run(sources);
  const expected = await packed(whole);
  const pack = await readFile(whole.places.thumbnails);
  expect(expected).toHaveLength(13);

  const stopped = experiment();
  for (const stopAfter of [3, 7])
    await expect(stopped.run(sources, { stopAfter })).rejects.toThrow(Cancelled);
  await stopped.run(sources);
  expect(await packed(stopped)).toEqual(expected);
  await stopped.run(sources);
  expect(await readFile(stopped.places.thumbnails)).toEqual(pack);

  await writeFile(join(other, 'z.jpg'), await large('#0000ff'));
  await stopped.run(sources);
  expect(await packed(stopped)).toEqual([
    ...expected.slice(0, -1),
    ['source-2/z.jpg', [256, 192, near(0), near(0), near(255)]],
  ]);
  // What is lost is made again, not missed.
  await truncate(stopped.places.thumbnails, 1000);
  await stopped.run(sources);
  expect(await packed(stopped)).toHaveLength(13);
  await rm(stopped.places.thumbnails);
  await stopped.run(sources);
  expect(await packed(stopped)).toHaveLength(13);
}, 120_000);

test('whatever kind of picture it is, its thumbnail is one that every window shows', async () => {
  const clear = { width: 600, height: 400, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
  const blue = picture(600, 400, '#0000ff');
  const frames = await Promise.all(
    ['#00ff00', '#ff0000'].map((colour) => picture(600, 400, colour).png().toBuffer()),
  );
  const path = await folderOf({
    'animated.gif': await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
    'bits-16.png': await blue.clone().toColourspace('rgb16').png().toBuffer(),
    'clear.png': await sharp({ create: clear }).png().toBuffer(),
    'cmyk.jpg': await blue.clone().toColourspace('cmyk').jpeg().toBuffer(),
    'grey.png': await picture(600, 400, '#808080').greyscale().png().toBuffer(),
    'turned.jpg': await blue.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    'wide.png': await picture(50_000, 2, '#0000ff').png().toBuffer(),
  });
  const one = experiment();
  await one.run([{ path, role: 'pretraining' }]);
  const [wide, high] = [
    [256, 171],
    [171, 256],
  ] as const;
  // CMYK has no such blue.
  const bluish = expect.toSatisfy((value: number) => value > 120);
  expect(await packed(one)).toEqual([
    ['animated.gif', [...wide, near(0), near(255), near(0)]],
    ['bits-16.png', [...wide, near(0), near(0), near(255)]],
    ['clear.png', [...wide, 255, 255, 255]],
    ['cmyk.jpg', [...wide, expect.any(Number), expect.any(Number), bluish]],
    ['grey.png', [...wide, near(128), near(128), near(128)]],
    ['turned.jpg', [...high, near(0), near(0), near(255)]],
    ['wide.png', [256, 1, near(0), near(0), near(255)]],
  ]);
});

test('they go with the import that is to be done again', async () => {
  const one = experiment();
  await one.run([{ path: await folderOf({ 'a.jpg': await large('#ff0000') }), role: 'pretraining' }]);
  expect(await readdir(one.places.folder)).toContain('thumbnails.pack');
  const step = { id: 'import', kind: 'import', title: 'Import', seed: null, model: null, round: null };
  putBack(one.db, one.places, [step as never]);
  expect(await readdir(one.places.folder)).not.toContain('thumbnails.pack');
});
