import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Quarantined } from '../../../../main/engine/formats/dataset.ts';
import { readTruth } from '../../../../main/engine/formats/truth.ts';
import { folderOf } from './temporary-folder.ts';

const scene = {
  background: 'grass',
  sign: null,
  objects: [{ kind: 'cat', category: 'animal', box: [1, 2, 30, 40] }],
  relations: [['cat', 'left of', 'dog']],
};

async function truthOf(content: string | Uint8Array) {
  const folder = await folderOf({ 'pretrain.jsonl': content });
  const quarantined: Quarantined[] = [];
  const truths = await readTruth(folder, 'pretrain', (item) => quarantined.push(item));
  return { truths, complaints: quarantined.map(({ position, reason }) => `${position}: ${reason}`) };
}

test('scenes are found by the name of their image, and what is not known about scenes is left out', async () => {
  const line = (image: string) => JSON.stringify({ image, ...scene, signBox: null, secret: 1 });
  const { truths, complaints } = await truthOf(
    `\uFEFF${line('images/0.jpg')}\r\n\n${line('./e\u0301.jpg')}\n`,
  );
  expect([...truths]).toEqual([
    ['0.jpg', scene],
    ['\u00e9.jpg', scene],
  ]);
  expect(complaints).toEqual([]);
});

test('lines that are no scene are quarantined, the others are read', async () => {
  const lines = [
    { image: 'a.jpg', ...scene },
    { image: 'a.jpg', ...scene, background: 'sand' },
    { ...scene },
    { image: 'b.jpg', ...scene, objects: [{ kind: 'cat', category: 'animal', box: [1, 2, 3] }] },
    null,
    { image: 'c.jpg', ...scene },
  ].map((line) => JSON.stringify(line));
  const { truths, complaints } = await truthOf([...lines, '{"image": "d.jpg", ', '[1e999]'].join('\n'));
  expect([...truths.keys()]).toEqual(['a.jpg', 'c.jpg']);
  expect(truths.get('a.jpg')?.background).toBe('grass');
  expect(complaints).toEqual([
    'line 2: it is about an earlier image',
    ...[3, 4, 5, 7, 8].map((line) => `line ${line}: it is not the truth of a scene`),
  ]);
});

test('a set without truth has none', async () => {
  const folder = await folderOf({ 'sft.jsonl': '' });
  const quarantined: Quarantined[] = [];
  expect(await readTruth(folder, 'pretrain', (item) => quarantined.push(item))).toEqual(new Map());
  expect(quarantined).toEqual([]);
});

test('a file in another encoding or behind a link is refused', async () => {
  expect((await truthOf(Buffer.from([0xff, 0xfe, 0x7b]))).complaints).toEqual(['file: it is not UTF-8']);
  const outside = await folderOf({ 'secret.jsonl': JSON.stringify({ image: 'a.jpg', ...scene }) });
  const folder = await folderOf({});
  await symlink(join(outside, 'secret.jsonl'), join(folder, 'pretrain.jsonl'));
  const quarantined: Quarantined[] = [];
  expect((await readTruth(folder, 'pretrain', (item) => quarantined.push(item))).size).toBe(0);
  expect(quarantined.map(({ reason }) => reason)).toEqual(['it cannot be opened (ELOOP)']);
});
