/** What Settings chooses and cleans, in a real run: the device that models run on, and features that are made again when they are needed. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { placesOf } from '../../main/engine/places.ts';
import { clean } from '../../main/engine/run/clean.ts';
import { redo } from '../../main/engine/run/redo.ts';
import { changeSettings } from '../../main/engine/settings.ts';
import { openForReading, type Picture, picturesByRow } from '../../main/engine/store/index.ts';
import { temporaryFolder } from '../temporary.ts';
import { littleExperiment, results, runHere, stepsOf } from './little-experiment.ts';

test('a chosen card that is not there stops the run in words; on the best device it goes on; cleaned features and pixels come again, and nothing else', async () => {
  const before = { home: process.env.SQUARED_HOME, device: process.env.SQUARED_DEVICE };
  onTestFinished(() => {
    for (const [name, value] of [
      ['SQUARED_HOME', before.home],
      ['SQUARED_DEVICE', before.device],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  process.env.SQUARED_HOME = temporaryFolder('home');
  delete process.env.SQUARED_DEVICE;
  const folder = littleExperiment((plan) => ({ ...plan, rounds: 0, benchmarks: ['pope'] }));
  const { features } = placesOf(folder);

  changeSettings({ device: 'cuda:63' });
  expect(await runHere(folder)).toBe('failed');
  const failed = stepsOf(folder).find(({ state }) => state === 'failed');
  expect(failed?.id).toBe('features');
  expect(failed?.note).toContain('Models are to run on cuda:63, and PyTorch sees');

  changeSettings({ device: 'cpu' });
  expect(await runHere(folder)).toBe('done');
  const whole = results(folder);

  expect(clean(folder, ['features'])).toBeGreaterThan(1e6);
  expect(existsSync(features)).toBe(false);
  // Nothing needs them: a run that has nothing to do makes nothing.
  expect(await runHere(folder)).toBe('done');
  expect(existsSync(features)).toBe(false);
  const checkpoint = join(placesOf(folder).checkpoint(1, 'v0'), 'model.safetensors');
  const trained = statSync(checkpoint).mtimeMs;
  const { pixels, world } = placesOf(folder);
  const decoded = readFileSync(pixels);
  expect(clean(folder, ['pixels'])).toBe(decoded.length);
  redo(folder, 'evaluate.seed1.v0');
  // A picture that is another one since is told, and nothing is made of it.
  const db = openForReading(placesOf(folder).database);
  const [{ file }] = [...picturesByRow(db)] as [Picture];
  db.close();
  expect(file.startsWith(world)).toBe(true);
  const picture = readFileSync(file);
  writeFileSync(file, Buffer.concat([picture, Buffer.from('x')]));
  expect(await runHere(folder)).toBe('failed');
  const why = stepsOf(folder).find(({ state }) => state === 'failed');
  expect([why?.id, why?.note]).toEqual([
    'features',
    expect.stringContaining('1 is gone or no longer as imported'),
  ]);
  writeFileSync(file, picture);
  expect(await runHere(folder)).toBe('done');
  expect(readFileSync(pixels).equals(decoded)).toBe(true);
  expect(existsSync(join(features, 'features.safetensors'))).toBe(true);
  expect(statSync(checkpoint).mtimeMs).toBe(trained);
  expect(results(folder)).toEqual(whole);
}, 600_000);
