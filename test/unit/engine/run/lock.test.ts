import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holderOf, releaseLock, startOf, takeLock } from '../../../../main/engine/run/lock.ts';
import { temporaryFolder } from '../../../temporary.ts';

const fresh = () => join(temporaryFolder('lock'), 'run.lock');

test('one holder at a time', () => {
  const file = fresh();
  expect(holderOf(file)).toBeNull();
  expect(takeLock(file)).toBeNull();
  expect(takeLock(file)).toMatchObject({ pid: process.pid });
  releaseLock(file);
  expect(existsSync(file)).toBe(false);
});

test("a dead process's lock is taken over", () => {
  const file = fresh();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(file, JSON.stringify({ pid, started: '123', since: new Date().toISOString() }));
  expect(holderOf(file)).toBeNull();
  expect(takeLock(file)).toBeNull();
  expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
});

test('a process that only has the same id is not mistaken for the holder', async () => {
  const file = fresh();
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const pid = child.pid as number;
  const started = startOf(pid) as string;
  writeFileSync(file, JSON.stringify({ pid, started, since: '' }));
  expect(holderOf(file)?.pid).toBe(pid);
  writeFileSync(file, JSON.stringify({ pid, started: `${started}0`, since: '' }));
  expect(holderOf(file)).toBeNull();
  // Another's lock is not released.
  writeFileSync(file, JSON.stringify({ pid, started, since: '' }));
  releaseLock(file);
  expect(existsSync(file)).toBe(true);
  child.kill('SIGKILL');
});

test('a damaged lock holds nobody', () => {
  const file = fresh();
  writeFileSync(file, '{"pid": ');
  expect(holderOf(file)).toBeNull();
  expect(takeLock(file)).toBeNull();
});
