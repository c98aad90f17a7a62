import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EngineFailure } from '../../../../main/engine/failure.ts';
import { findSets } from '../../../../main/engine/formats/dataset.ts';
import { folderOf, jpeg, read } from './temporary-folder.ts';

test('a full folder has every set with its role, specialists by their plain names', async () => {
  const folder = await folderOf({
    'pretrain/a.jpg': jpeg,
    'sft/a.jpg': jpeg,
    'sft-val/a.jpg': jpeg,
    'specialists/spatial/a.jpg': jpeg,
    'specialists/ocr/a.jpg': jpeg,
    'bench/images/a.jpg': jpeg,
    'truth/pretrain.jsonl': '',
  });
  const { sets, absent, truthFolder } = await findSets(folder);
  expect(sets.map(({ name, role, folder: at }) => [name, role, at.slice(folder.length)])).toEqual([
    ['pretrain', 'pretrain', '/pretrain'],
    ['sft', 'sft', '/sft'],
    ['sft-val', 'held-out', '/sft-val'],
    ['ocr', 'specialist', '/specialists/ocr'],
    ['spatial', 'specialist', '/specialists/spatial'],
    ['bench', 'bench', '/bench/images'],
  ]);
  expect(absent).toEqual([]);
  expect(truthFolder).toBe(join(folder, 'truth'));
});

test('a folder of images alone is the pretraining set, and what is absent is said', async () => {
  const folder = await folderOf({ 'a.jpg': jpeg });
  const { sets, absent, truthFolder } = await findSets(folder);
  expect(sets.map(({ name, folder: at }) => [name, at])).toEqual([['pretrain', folder]]);
  expect(absent).toEqual([
    { what: 'SFT stage', why: 'no folder sft: nothing is fine-tuned' },
    { what: 'held-out loss', why: 'no folder sft-val: it is not measured' },
    { what: 'specialists', why: 'no folder specialists: none is trained' },
    { what: 'benchmarks', why: 'no folder bench/images: nothing can be measured' },
  ]);
  expect(truthFolder).toBeNull();
});

test('where the folder itself is the pretraining set, the folders of other sets are no part of it', async () => {
  const folder = await folderOf({
    'a.jpg': jpeg,
    'more/b.jpg': jpeg,
    'sft/c.jpg': jpeg,
    'specialists/ocr/d.jpg': jpeg,
    'bench/images/e.jpg': jpeg,
    'more/sft/f.jpg': jpeg,
  });
  expect((await read(folder)).names).toEqual(['a.jpg', 'more/b.jpg', 'more/sft/f.jpg']);
});

test('a set that is a link out of the folder, or a file, counts as absent', async () => {
  const outside = await folderOf({ 'secret.jpg': jpeg });
  const folder = await folderOf({ 'a.jpg': jpeg, 'sft-val': 'a note', 'specialists/.hidden/a.jpg': jpeg });
  await symlink(outside, join(folder, 'sft'));
  await symlink(outside, join(folder, 'specialists', 'ocr'));
  await symlink(outside, join(folder, 'bench'));
  await symlink(outside, join(folder, 'truth'));
  const { sets, absent, truthFolder } = await findSets(folder);
  expect(sets.map(({ name }) => name)).toEqual(['pretrain']);
  expect(absent.map(({ why }) => why)).toEqual([
    'the folder sft is a link that leads out of the dataset: nothing is fine-tuned',
    'sft-val is a file, not a folder: it is not measured',
    'the folder specialists/ocr is a link that leads out of the dataset',
    'no folder bench/images: nothing can be measured',
  ]);
  expect(truthFolder).toBeNull();
});

test('a set may be a link to another place in the same folder', async () => {
  const folder = await folderOf({ 'raw/a.jpg': jpeg });
  await symlink('raw', join(folder, 'pretrain'));
  expect((await read(folder)).names).toEqual(['a.jpg']);
});

test('a specialist cannot take the name of another set', async () => {
  const folder = await folderOf({ 'a.jpg': jpeg, 'specialists/sft/a.jpg': jpeg });
  const { sets, absent } = await findSets(folder);
  expect(sets.map(({ name }) => name)).toEqual(['pretrain']);
  expect(absent).toContainEqual({ what: 'specialist sft', why: 'its name means another set' });
});

test.for([
  ['nowhere', 'There is no folder'],
  ['file.txt', 'is a file, not a folder'],
  ['file.txt/below', 'cannot be opened'],
] as const)('%s is refused with advice', async ([path, message]) => {
  const folder = await folderOf({ 'file.txt': 'text' });
  const failure = await findSets(join(folder, path)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EngineFailure);
  expect((failure as EngineFailure).message).toContain(message);
  expect((failure as EngineFailure).advice).toContain('Name a folder');
});
