/** The engine's process from the window's side, against real children that answer, stay silent or die. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EngineProcess } from '../../../main/app/engine-process.ts';
import type { EngineState } from '../../../shared/window.ts';

let folder: string;
let engine: EngineProcess;
let states: EngineState[];
let pushes: unknown[];

function start(script: string): void {
  const file = join(folder, 'child.mjs');
  writeFileSync(file, script);
  engine = new EngineProcess(
    (event, data) => pushes.push({ event, data }),
    (state) => states.push(state),
    [process.execPath, file],
  );
  engine.start();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'squared-engine-'));
  states = [];
  pushes = [];
});
afterEach(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

const answering = `
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, name, args }) => {
    if (name === 'doctor') process.send({ id, error: { message: 'Refused.', advice: 'Ask otherwise.' } });
    else {
      process.send({ event: 'run.log', data: { path: args.path, line: name } });
      process.send({ id, result: { pid: 7 } });
    }
  });`;

test('answers reach their calls, pushes the listener, refusals keep their advice', async () => {
  start(answering);
  expect(await engine.call('run.start', { path: '/a' })).toEqual({ pid: 7 });
  expect(pushes).toEqual([{ event: 'run.log', data: { path: '/a', line: 'run.start' } }]);
  await expect(engine.call('doctor', {})).rejects.toMatchObject({
    message: 'Refused.',
    advice: 'Ask otherwise.',
  });
});

test('a death answers every waiting call in words, and the engine is started again', async () => {
  start(`${answering}
    process.prependListener('message', ({ name }) => { if (name === 'presets.list') process.exit(3); });`);
  const waiting = engine.call('presets.list', {});
  await expect(waiting).rejects.toMatchObject({
    message: 'The engine ended before it answered.',
    advice: expect.stringContaining('kept'),
  });
  await vi.waitFor(() => expect(engine.state.state).toBe('ready'), { timeout: 10_000 });
  expect(await engine.call('run.start', { path: '/a' })).toEqual({ pid: 7 });
  expect(states.map(({ state }) => state)).toEqual(['ready', 'restarting', 'ready']);
});

test('a child that always dies is given up after a few times, with its last words; asking starts it once more', async () => {
  start(`console.error('no such library'); process.exit(1);`);
  await vi.waitFor(() => expect(engine.state.state).toBe('failed'), { timeout: 20_000 });
  expect(engine.state.message).toContain('4 times');
  expect(engine.state.message).toContain('no such library');
  await expect(engine.call('presets.list', {})).rejects.toMatchObject({
    message: 'The engine is not running.',
  });

  writeFileSync(join(folder, 'child.mjs'), answering);
  engine.restart();
  expect(await engine.call('run.start', { path: '/a' })).toEqual({ pid: 7 });
});

test('stopping does not start it again', async () => {
  start(answering);
  await engine.call('run.start', { path: '/a' });
  await engine.stop();
  expect(states.map(({ state }) => state)).toEqual(['ready']);
});
