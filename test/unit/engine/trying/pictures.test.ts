/** Which images a try is about: the ones that the import would take, in their order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Pictures, takePictures } from '../../../../main/engine/trying/pictures.ts';
import { smokeSizes } from '../../../../main/engine/world/sets/sizes.ts';
import { writeWorld } from '../../../../main/engine/world/write.ts';
import type { DatasetSource } from '../../../../shared/plan.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { tarOf } from '../formats/sources/reading.ts';
import { folderOf, jpeg, picture } from '../formats/temporary-folder.ts';

const { signal } = new AbortController();
const take = (dataset: DatasetSource, skip = 0): Promise<Pictures> =>
  takePictures({ dataset }, { folder: temporaryFolder('tried'), skip, signal });

test('of the embedded world: the very files and texts that the plan would draw', async () => {
  const folder = temporaryFolder('world');
  await writeWorld(folder, { seed: 3, sizes: { ...smokeSizes, pretrain: 8 } });
  const { pictures, next } = await take({ kind: 'world', seed: 3, sizes: 'demo' }, 2);
  expect(next).toBe(7);
  const records = JSON.parse(readFileSync(join(folder, 'pretrain', 'llava.json'), 'utf8')).slice(2, 7);
  expect(pictures.map(({ original }) => original)).toEqual(
    records.map(({ conversations }: { conversations: { value: string }[] }) => conversations[1]?.value),
  );
  for (const { name, file } of pictures)
    expect(readFileSync(file as string)).toEqual(readFileSync(join(folder, 'pretrain', 'images', name)));
});

test('of a folder: its pretraining images, broken ones among them and told, and five further ones', async () => {
  const folder = await folderOf({
    ...Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`pretrain/${at}.jpg`, jpeg])),
    'pretrain/0.txt': 'a red square',
    'pretrain/2.jpg': 'no image',
    'sft/9.jpg': jpeg,
    'sft/9.txt': 'never asked about',
  });
  const first = await take({ kind: 'folder', path: folder });
  expect(first.pictures.map(({ name, original }) => [name, original])).toEqual([
    ['0.jpg', 'a red square'],
    ['1.jpg', null],
    ['2.jpg', null],
    ['3.jpg', null],
    ['4.jpg', null],
  ]);
  expect(first.pictures[2]).toMatchObject({ file: null, thumbnail: null });
  expect(first.pictures[2]?.error).toContain('not a JPEG');
  expect(first.pictures[0]?.thumbnail).toMatch(/^data:image\/jpeg;base64,/);
  const second = await take({ kind: 'folder', path: folder }, first.next ?? -1);
  expect(second.pictures.map(({ name }) => name)).toEqual(['5.jpg']);
  expect(second.next).toBeNull();
  await expect(take({ kind: 'folder', path: folder }, 10)).rejects.toThrow('no further images');
});

test('of sources: pictures inside archives, without those that a filter takes', async () => {
  const small = await picture(4, 4).png().toBuffer();
  const folder = await folderOf({
    'data.tar': await tarOf([
      { name: '0.png', content: small },
      { name: '0.txt', content: 'too small' },
      { name: '1.jpg', content: jpeg },
      { name: '1.txt', content: 'taken' },
    ]),
  });
  const { pictures } = await take({
    kind: 'sources',
    sources: [{ path: join(folder, 'data.tar'), role: 'pretraining', filters: { shorterSide: { min: 6 } } }],
  });
  expect(pictures.map(({ original }) => original)).toEqual(['taken']);
  expect(readFileSync(pictures[0]?.file as string)).toEqual(jpeg);
});

test('a folder without an image says so', async () => {
  const folder = await folderOf({ 'a.txt': 'nothing to see' });
  await expect(take({ kind: 'folder', path: folder })).rejects.toThrow('can be read as a data set');
});
