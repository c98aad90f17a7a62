import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withSetupLock } from '../../../../main/engine/setup/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'squared-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const module = join(import.meta.dirname, '../../../../main/engine/setup/lock.ts');

/** Another process that holds the lock until it is killed. */
async function holder(): Promise<ReturnType<typeof spawn>> {
  const code = `import { withSetupLock } from ${JSON.stringify(module)};
    await withSetupLock(() => {}, async () => { console.log('held'); await new Promise((r) => setTimeout(r, 60000)); }, ${JSON.stringify(folder)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second set-up waits, says so, and goes on when the first one is killed', async () => {
  const child = await holder();
  const said: string[] = [];
  const second = withSetupLock(
    (line) => {
      said.push(line);
      child.kill('SIGKILL');
    },
    async () => 'done',
    folder,
  );
  expect(await second).toBe('done');
  expect(said).toEqual(['another set-up of this folder is running: waiting for it']);
});

test('the lock is given back when the work fails', async () => {
  const quiet = (): void => {};
  const failing = withSetupLock(quiet, () => Promise.reject(new Error('no')), folder);
  await expect(failing).rejects.toThrow('no');
  expect(await withSetupLock(quiet, async () => 'again', folder)).toBe('again');
});
