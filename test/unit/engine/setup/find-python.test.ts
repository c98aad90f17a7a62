import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPython, isNewEnough, parseVersion } from '../../../../main/engine/setup/find-python.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'squared-python-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program on the fake PATH that answers as the script says. */
function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('a version is read out of what programs print', () => {
  expect(parseVersion('Python 3.11.2')).toEqual([3, 11, 2]);
  expect(parseVersion('3.14.0rc1')).toEqual([3, 14, 0]);
  expect(parseVersion('3.10')).toEqual([3, 10, 0]);
  expect(parseVersion('command not found')).toBeNull();
});

test('3.10 is new enough, 3.9 and Python 2 are not', () => {
  expect(['3.10.0', '3.13.1', '4.0'].map(isNewEnough)).toEqual([true, true, true]);
  expect(['3.9.18', '2.7.18', 'nonsense'].map(isNewEnough)).toEqual([false, false, false]);
});

test('the newest named Python wins, and stubs that do not start are passed over', async () => {
  program('python3.13', 'echo "pyenv: python3.13: command not found" >&2; exit 127');
  const expected = program('python3.12', 'echo Python 3.12.4');
  program('python3', 'echo Python 3.10.1');
  const { found } = await findPython(folder, '');
  expect(found).toEqual({ executable: expected, version: '3.12.4' });
});

test('an old Python is reported as too old, not as absent', async () => {
  const old = program('python3', 'echo Python 3.8.10');
  expect(await findPython(folder, '')).toEqual({
    found: null,
    tooOld: [{ executable: old, version: '3.8.10' }],
  });
});

test('without any Python nothing is found', async () => {
  expect(await findPython(folder, '')).toEqual({ found: null, tooOld: [] });
});

test('SQUARED_PYTHON is used alone: a better one on the PATH does not replace it', async () => {
  program('python3.13', 'echo Python 3.13.0');
  const chosen = program('mine', 'echo Python 3.9.1');
  const search = await findPython(folder, chosen);
  expect(search.found).toBeNull();
  expect(search.tooOld).toEqual([{ executable: chosen, version: '3.9.1' }]);
});
