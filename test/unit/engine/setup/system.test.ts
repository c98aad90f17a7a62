import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aptCommand, onPath } from '../../../../main/engine/setup/apt.ts';
import { run, tail } from '../../../../main/engine/setup/command.ts';
import { freeBytes, requireSpace } from '../../../../main/engine/setup/disk-space.ts';
import { missingLibraries } from '../../../../main/engine/setup/display-step.ts';
import { SetupError } from '../../../../main/engine/setup/step.ts';

test('the apt command is one line, with sudo for those who need it', () => {
  expect(aptCommand(['xvfb', 'libnss3'], true)).toBe('apt-get update && apt-get install -y xvfb libnss3');
  expect(aptCommand(['xvfb'], false)).toBe('sudo apt-get update && sudo apt-get install -y xvfb');
});

test('libraries absent from the linker list are named by their packages', () => {
  const list = [
    '123 libs found in cache',
    '\tlibgtk-3.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgtk-3.so.0',
    '\tlibnss3.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnss3.so',
    '\tlibgbm.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgbm.so.1',
    '\tlibXss.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libXss.so.1',
    '\tlibatk-bridge-2.0.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libatk-bridge-2.0.so.0',
    '\tlibdrm.so.2 (libc6,x86-64) => /lib/x86_64-linux-gnu/libdrm.so.2',
  ].join('\n');
  expect(missingLibraries(list)).toEqual(['libasound2', 'libxkbcommon0']);
});

test('a program is found on the PATH or not at all', () => {
  expect(onPath('sh')).toMatch(/\/sh$/);
  expect(onPath('no-such-program-here')).toBeNull();
});

test('free space is that of the disk which will hold a folder that is not there yet', () => {
  const free = freeBytes(join(tmpdir(), 'not', 'there', 'yet'));
  expect(free).toBeGreaterThan(0);
  expect(Math.abs(free - freeBytes(tmpdir()))).toBeLessThan(1e9);
});

test('a download that cannot fit is refused with what it needs and what is left', () => {
  const refuse = (): void => requireSpace(tmpdir(), 1e18, 'Electron');
  expect(refuse).toThrow(SetupError);
  expect(refuse).toThrow(/Not enough disk space for Electron: it needs 1000000000\.0 GB/);
});

test('a command answers with its exit status and last lines, also when it does not exist or never ends', async () => {
  const failed = await run('sh', ['-c', 'echo one; echo two >&2; exit 3']);
  expect(failed.code).toBe(3);
  expect(tail(failed).trim().split(/\s+/).sort()).toEqual(['one', 'two']);
  expect((await run('no-such-program-here', [])).code).toBe(127);
  expect((await run('sleep', ['30'], { limit: 100 })).code).toBe(124);
});
