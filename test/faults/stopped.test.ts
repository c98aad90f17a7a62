/** Cancel, a second run, a trainer that cannot start or never lives, damaged folders: each in words, with everything kept. */
import { readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Engine } from '../../main/engine/engine.ts';
import { placesOf } from '../../main/engine/places.ts';
import { ended, littleExperiment, runApart, runHere, stepsOf, untilStep } from '../runs/little-experiment.ts';

const engine = new Engine(() => {});
afterEach(() => {
  delete process.env.SQUARED_TRAINER_PYTHON;
});

describe('while a run goes on', () => {
  test('a second run is refused, cancel answers fast, and resume goes on to the end', async () => {
    const folder = littleExperiment();
    const run = runApart(folder);
    await untilStep(folder, 'train.seed1.v0', ({ state, done }) => state === 'running' && done > 0);
    await expect(engine.call('run.start', { path: folder })).rejects.toThrow(/already running, in process/);
    await expect(runHere(folder)).rejects.toThrow(/already running/);
    expect(await engine.call('run.cancel', { path: folder })).toEqual({ cancelled: true });
    await ended(run);
    const { summary, steps } = await engine.call('experiment.get', { path: folder });
    expect(summary.state).toBe('cancelled');
    expect(steps.find(({ id }) => id === 'train.seed1.v0')?.state).toBe('cancelled');
    expect(steps.find(({ id }) => id === 'features')?.state).toBe('done');
    expect(await engine.call('run.cancel', { path: folder })).toEqual({ cancelled: false });
    expect(await runHere(folder)).toBe('done');
  }, 180_000);
});

test('a trainer that cannot be started fails its step with the command that mends it; resume goes on', async () => {
  const folder = littleExperiment();
  process.env.SQUARED_TRAINER_PYTHON = '/nowhere/python';
  expect(await runHere(folder)).toBe('failed');
  const failed = stepsOf(folder).find(({ state }) => state === 'failed');
  expect(failed?.id).toBe('features');
  expect(failed?.note).toContain('/nowhere/python could not be started');
  expect(failed?.note).toContain('npm run setup');
});

test('a trainer that dies every time is tried a bounded number of times, and its last words are told', async () => {
  const folder = littleExperiment();
  process.env.SQUARED_TRAINER_PYTHON = '/bin/false';
  expect(await runHere(folder)).toBe('failed');
  expect(stepsOf(folder).find(({ state }) => state === 'failed')?.note).toContain('ended with exit code 1');
  const log = readFileSync(placesOf(folder).runLog, 'utf8');
  expect(log.match(/Restart \d of 3/g)).toEqual(['Restart 1 of 3', 'Restart 2 of 3', 'Restart 3 of 3']);
});

test('a full disk fails the step in words and damages nothing; with room again the run goes on', async () => {
  const folder = littleExperiment();
  // Every write to this device fails for want of space.
  symlinkSync('/dev/full', placesOf(folder).pixels);
  expect(await runHere(folder)).toBe('failed');
  const failed = stepsOf(folder).find(({ state }) => state === 'failed');
  expect(failed?.id).toBe('import');
  expect(failed?.note).toBe('The disk is full. Nothing stored so far is damaged; make room and resume.');
  unlinkSync(placesOf(folder).pixels);
  const run = runApart(folder);
  await untilStep(folder, 'import', ({ state }) => state === 'done');
  run.send('cancel');
  await ended(run);
  const [cancelled] = stepsOf(folder).filter(({ state }) => state === 'cancelled');
  expect(['leakage', 'features']).toContain(cancelled?.id);
}, 60_000);

describe('a damaged folder', () => {
  test('without its description, its database or with garbage in them is told and left alone', async () => {
    const folder = littleExperiment();
    const { description, database } = placesOf(folder);
    const text = readFileSync(description, 'utf8');
    writeFileSync(description, text.slice(0, 100));
    await expect(engine.call('experiment.get', { path: folder })).rejects.toThrow(/damaged: experiment.json/);
    await expect(engine.call('run.start', { path: folder })).rejects.toThrow(/damaged/);
    writeFileSync(description, text);
    writeFileSync(database, 'garbage'.repeat(1000));
    await expect(engine.call('experiment.get', { path: folder })).rejects.toThrow(/damaged/);
    await expect(engine.call('run.start', { path: folder })).rejects.toThrow(/damaged/);
    rmSync(database);
    await expect(engine.call('experiment.get', { path: folder })).rejects.toThrow(/its database is missing/);
    rmSync(description);
    await expect(engine.call('experiment.get', { path: folder })).rejects.toThrow(/no experiment/);
  });
});
