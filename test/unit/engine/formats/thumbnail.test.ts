import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { thumbnailOf } from '../../../../main/engine/formats/thumbnail.ts';
import { folderOf, picture } from './temporary-folder.ts';

test('without a pack, large pictures and kinds that a window cannot show become small ones, once; small ones stay what they are', async () => {
  const folder = await folderOf({
    'large.jpg': await picture(1200, 600).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    'small.png': await picture(64, 64).png().toBuffer(),
    'small.tif': await picture(64, 48).tiff().toBuffer(),
    'no.jpg': 'no picture',
  });
  const places = { pack: join(folder, 'thumbnails.pack'), folder: join(folder, 'thumbnails') };
  const of = async (name: string) => {
    const image = { file: join(folder, name), sha256: `${name.length}${name}`, part: null };
    const { file, part } = await thumbnailOf(places, image);
    expect(part).toBeNull();
    return file;
  };
  const large = await of('large.jpg');
  expect(await sharp(large).metadata()).toMatchObject({ format: 'jpeg', width: 128, height: 256 });
  const { mtimeMs } = statSync(large);
  writeFileSync(join(folder, 'large.jpg'), 'changed meanwhile');
  expect(await of('large.jpg')).toBe(large);
  expect(statSync(large).mtimeMs).toBe(mtimeMs);
  expect(await of('small.png')).toBe(join(folder, 'small.png'));
  expect(await sharp(await of('small.tif')).metadata()).toMatchObject({ width: 64, height: 48 });
  await expect(of('no.jpg')).rejects.toThrow(/cannot be shown: its content is not a JPEG/);
  await expect(of('gone.jpg')).rejects.toThrow(/cannot be shown: it cannot be opened \(ENOENT\)/);
});

test('a part of the pack is shown, and made anew where the pack was cut or taken away', async () => {
  const folder = await folderOf({
    'large.png': await picture(600, 600).png().toBuffer(),
    'thumbnails.pack': 'ten bytes.',
  });
  const places = { pack: join(folder, 'thumbnails.pack'), folder: join(folder, 'thumbnails') };
  const image = { file: join(folder, 'large.png'), sha256: 'abcdef' };
  const part = { start: 4, bytes: 6 };
  expect(await thumbnailOf(places, { ...image, part })).toEqual({ file: places.pack, part });
  const made = await thumbnailOf(places, { ...image, part: { start: 4, bytes: 7 } });
  expect(made).toEqual({ file: join(places.folder, 'ab', 'abcdef.jpg'), part: null });
});
