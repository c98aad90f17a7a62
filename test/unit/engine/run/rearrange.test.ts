import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { findExperiment } from '../../../../main/engine/run/experiment.ts';
import { finishedExperiment, ownHome } from './home.ts';

function engine(): Engine {
  const made = new Engine(() => {});
  onTestFinished(() => made.stop());
  return made;
}

test('a duplicate has the same plan, a name of its own and everything still to do', async () => {
  const squared = engine();
  const { folder } = finishedExperiment(ownHome(), 'a');
  const original = await squared.call('experiment.get', { path: folder });
  const copy = await squared.call('experiments.duplicate', { path: folder });
  expect(copy).toMatchObject({
    name: 'a-2',
    state: 'new',
    stepsDone: 0,
    stepsTotal: original.summary.stepsTotal,
  });
  expect((await squared.call('experiment.get', { path: copy.path })).plan).toEqual(original.plan);
  expect((await squared.call('experiment.get', { path: folder })).summary).toMatchObject({
    name: 'a',
    state: 'done',
  });
});

test('a new name is told everywhere while the folder stays, and finds the experiment', async () => {
  const squared = engine();
  const { folder } = finishedExperiment(ownHome(), 'a');
  expect(
    await squared
      .call('experiments.rename', { path: folder, name: '  Three rounds, 2nd ' })
      .catch((e: Error) => e.message),
  ).toContain('cannot be a folder');
  const renamed = await squared.call('experiments.rename', { path: folder, name: ' Three rounds ' });
  expect(renamed).toMatchObject({ name: 'Three rounds', path: folder, state: 'done' });
  expect(existsSync(folder)).toBe(true);
  expect(findExperiment('Three rounds')).toBe(folder);
  expect(findExperiment('a')).toBe(folder);
});

test('put away and fetched back; nothing else changes', async () => {
  const squared = engine();
  const { folder } = finishedExperiment(ownHome(), 'a');
  const before = await squared.call('experiment.get', { path: folder });
  expect(await squared.call('experiments.archive', { path: folder, archived: true })).toMatchObject({
    archived: true,
  });
  expect(await squared.call('experiments.archive', { path: folder, archived: false })).toMatchObject({
    archived: false,
  });
  expect(await squared.call('experiment.get', { path: folder })).toEqual(before);
});
