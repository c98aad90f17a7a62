import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../../main/engine/export/new-folder.ts';
import { Cancelled } from '../../../../main/engine/failure.ts';
import { temporaryFolder } from '../../../temporary.ts';

const writing = (folder: string) => writeFile(join(folder, 'a.txt'), 'whole');

test('the folder appears when it is whole, under folders that are made for it', async () => {
  const root = temporaryFolder('new-folder');
  const target = join(root, 'some', 'where', 'out');
  const result = await makeFolder(target, async (folder) => {
    await writing(folder);
    expect(existsSync(target)).toBe(false);
    return 'told';
  });
  expect(result).toBe('told');
  expect(readFileSync(join(target, 'a.txt'), 'utf8')).toBe('whole');
  expect(readdirSync(join(root, 'some', 'where'))).toEqual(['out']);
});

test('an empty folder may stand there; a full one, and a file, are left as they are', async () => {
  const root = temporaryFolder('new-folder');
  mkdirSync(join(root, 'empty'));
  await makeFolder(join(root, 'empty'), writing);
  expect(readdirSync(join(root, 'empty'))).toEqual(['a.txt']);
  await expect(makeFolder(join(root, 'empty'), writing)).rejects.toThrow('is not empty');
  writeFileSync(join(root, 'file'), 'mine');
  await expect(makeFolder(join(root, 'file'), writing)).rejects.toThrow('is a file, not a folder');
  expect(readFileSync(join(root, 'file'), 'utf8')).toBe('mine');
  expect(readdirSync(root).sort()).toEqual(['empty', 'file']);
});

test('somebody who fills the place meanwhile keeps it', async () => {
  const root = temporaryFolder('new-folder');
  const target = join(root, 'out');
  const work = makeFolder(target, async (folder) => {
    await writing(folder);
    mkdirSync(target);
    writeFileSync(join(target, 'theirs'), '');
  });
  await expect(work).rejects.toThrow('is not empty');
  expect(readdirSync(root)).toEqual(['out']);
  expect(readdirSync(target)).toEqual(['theirs']);
});

test.skipIf(process.platform !== 'linux')('a full disk is told, and leaves nothing', async () => {
  const root = temporaryFolder('new-folder');
  const work = makeFolder(join(root, 'out'), async (folder) => {
    await writing(folder);
    await writeFile('/dev/full', 'too much');
  });
  await expect(work).rejects.toMatchObject({
    message: `The disk is full: the export to ${join(root, 'out')} does not fit.`,
    advice: expect.stringContaining('removed again'),
  });
  expect(readdirSync(root)).toEqual([]);
});

test('cancelled, nothing is left', async () => {
  const root = temporaryFolder('new-folder');
  const work = makeFolder(join(root, 'out'), async (folder) => {
    await writing(folder);
    throw new Cancelled();
  });
  await expect(work).rejects.toThrow('The export was cancelled.');
  expect(readdirSync(root)).toEqual([]);
});

test('what a killed export has left goes with the next one; that of a living one stays', async () => {
  const root = temporaryFolder('new-folder');
  const { pid: dead } = spawnSync(process.execPath, ['--version']);
  for (const name of [`.out.export-${dead}-abc`, `.out.export-${process.pid}-abc`, '.out.export-notes'])
    mkdirSync(join(root, name));
  await makeFolder(join(root, 'out'), writing);
  expect(readdirSync(root).sort()).toEqual([`.out.export-${process.pid}-abc`, '.out.export-notes', 'out']);
});
