import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { thumbnailOf } from '../../../../main/engine/formats/thumbnail.ts';
import { folderOf, picture } from './temporary-folder.ts';

test('large pictures and kinds that a window cannot show become small ones, once; small ones stay what they are', async () => {
  const folder = await folderOf({
    'large.jpg': await picture(1200, 600).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    'small.png': await picture(64, 64).png().toBuffer(),
    'small.tif': await picture(64, 48).tiff().toBuffer(),
    'no.jpg': 'no picture',
  });
  const of = (name: string) =>
    thumbnailOf(join(folder, 'thumbnails'), { file: join(folder, name), sha256: `${name.length}${name}` });
  const large = await of('large.jpg');
  expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 160, height: 320 });
  const { mtimeMs } = statSync(large);
  writeFileSync(join(folder, 'large.jpg'), 'changed meanwhile');
  expect(await of('large.jpg')).toBe(large);
  expect(statSync(large).mtimeMs).toBe(mtimeMs);
  expect(await of('small.png')).toBe(join(folder, 'small.png'));
  expect(await sharp(readFileSync(await of('small.tif'))).metadata()).toMatchObject({
    width: 64,
    height: 48,
  });
  await expect(of('no.jpg')).rejects.toThrow(/cannot be shown: its content is not a JPEG/);
  await expect(of('gone.jpg')).rejects.toThrow(/cannot be shown: it cannot be opened \(ENOENT\)/);
});
