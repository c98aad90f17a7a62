/** Promises 1, 2, 4 and 7: whatever is killed, nothing acknowledged is lost or made twice, and the numbers are the same. */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { placesOf } from '../../main/engine/places.ts';
import { holderOf, startOf } from '../../main/engine/run/lock.ts';
import { ended, littleExperiment, results, runApart, runHere, untilStep } from '../runs/little-experiment.ts';

let undisturbed: ReturnType<typeof results>;

beforeAll(async () => {
  const folder = littleExperiment();
  expect(await runHere(folder)).toBe('done');
  undisturbed = results(folder);
  expect(undisturbed.captions.length).toBeGreaterThan(150);
  expect(undisturbed.integrity).toBe('ok');
}, 180_000);

/** The trainer of a run, by its parent. */
const trainerOf = (pid: number): number =>
  Number(execFileSync('pgrep', ['-P', String(pid), '-f', 'squared_trainer'], { encoding: 'utf8' }).trim());

test('a trainer killed while it trains and while it writes captions is replaced; the results are the same', async () => {
  const folder = littleExperiment();
  const run = runApart(folder);
  await untilStep(folder, 'train.seed1.v0', ({ state, done }) => state === 'running' && done > 0);
  process.kill(trainerOf(run.pid as number), 'SIGKILL');
  await untilStep(folder, 'recaption.seed1.v0', ({ state, done }) => state === 'running' && done > 0);
  process.kill(trainerOf(run.pid as number), 'SIGKILL');
  await ended(run);
  expect(results(folder)).toEqual(undisturbed);
}, 240_000);

test('a killed run leaves no worker behind, and resume ends with the same rows and numbers', async () => {
  const folder = littleExperiment();
  for (const [step, progress] of [
    ['import', 1],
    ['train.seed1.v0', 1],
    ['recaption.seed1.v0', 1],
    ['evaluate.seed1.v1', 1],
  ] as const) {
    const run = runApart(folder);
    await untilStep(folder, step, ({ state, done }) => state !== 'pending' && done >= progress);
    const trainer = step === 'import' ? null : trainerOf(run.pid as number);
    run.kill('SIGKILL');
    await ended(run);
    expect(holderOf(placesOf(folder).lock)).toBeNull();
    if (trainer) {
      for (let waited = 0; startOf(trainer) !== null && waited < 5000; waited += 100) await sleep(100);
      expect(startOf(trainer)).toBeNull();
    }
  }
  expect(await runHere(folder)).toBe('done');
  expect(results(folder)).toEqual(undisturbed);
}, 300_000);
