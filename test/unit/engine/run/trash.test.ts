import { existsSync, linkSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { releaseLock, takeLock } from '../../../../main/engine/run/lock.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { finishedExperiment, ownHome } from './home.ts';

function engine(): Engine {
  const made = new Engine(() => {});
  onTestFinished(() => made.stop());
  return made;
}
const names = async (of: Engine): Promise<string[]> =>
  (await of.call('experiments.list', {})).map(({ name }) => name).sort();

test('what was deleted is off the list, comes back whole, and is gone once the trash is emptied', async () => {
  const home = ownHome();
  const squared = engine();
  const { folder } = finishedExperiment(home, 'a');
  finishedExperiment(home, 'b');
  const before = await squared.call('experiment.get', { path: folder });

  const { id, name } = await squared.call('experiments.delete', { path: folder });
  expect(name).toBe('a');
  expect(await names(squared)).toEqual(['b']);
  expect(existsSync(folder)).toBe(false);
  expect(await squared.call('experiments.trash', {})).toMatchObject([{ id, name: 'a', path: folder }]);

  await squared.call('experiments.restore', { id });
  expect(await squared.call('experiment.get', { path: folder })).toEqual(before);
  expect(await squared.call('experiments.trash', {})).toEqual([]);

  const again = await squared.call('experiments.delete', { path: folder });
  expect(await squared.call('experiments.emptyTrash', {})).toEqual({ removed: 1 });
  await expect(squared.call('experiments.restore', { id: again.id })).rejects.toThrow(
    'no longer in the trash',
  );
  expect(await names(squared)).toEqual(['b']);
});

test('files that another experiment holds by a hard link outlive the trash', async () => {
  const home = ownHome();
  const squared = engine();
  const [a, b] = [finishedExperiment(home, 'a'), finishedExperiment(home, 'b')];
  for (const places of [a, b]) mkdirSync(places.checkpoint(1, 'v0'), { recursive: true });
  writeFileSync(join(a.checkpoint(1, 'v0'), 'model.safetensors'), 'weights');
  linkSync(
    join(a.checkpoint(1, 'v0'), 'model.safetensors'),
    join(b.checkpoint(1, 'v0'), 'model.safetensors'),
  );
  await squared.call('experiments.delete', { path: a.folder });
  await squared.call('experiments.emptyTrash', {});
  const left = join(b.checkpoint(1, 'v0'), 'model.safetensors');
  expect(readFileSync(left, 'utf8')).toBe('weights');
  expect(statSync(left).nlink).toBe(1);
});

test('a running experiment is neither deleted nor archived, and stays where it is', async () => {
  const home = ownHome();
  const squared = engine();
  const { folder, lock } = finishedExperiment(home, 'a');
  expect(takeLock(lock)).toBeNull();
  onTestFinished(() => releaseLock(lock));
  await expect(squared.call('experiments.delete', { path: folder })).rejects.toThrow('is running');
  await expect(squared.call('experiments.archive', { path: folder, archived: true })).rejects.toThrow(
    'is running',
  );
  await expect(squared.call('run.redo', { path: folder, step: 'features' })).rejects.toThrow(
    'already running',
  );
  expect(await names(squared)).toEqual(['a']);
  expect(await squared.call('experiments.trash', {})).toEqual([]);
});

test('nothing but experiments is deleted, and nothing comes back over something else', async () => {
  const home = ownHome();
  const squared = engine();
  const { folder } = finishedExperiment(home, 'a');
  const outside = temporaryFolder('outside');
  for (const path of [
    outside,
    home,
    join(home, 'experiments'),
    join(home, 'experiments', '.trash'),
    '/nowhere',
  ]) {
    await expect(squared.call('experiments.delete', { path })).rejects.toThrow('There is no experiment');
  }
  expect(existsSync(outside)).toBe(true);
  const { id } = await squared.call('experiments.delete', { path: folder });
  for (const wrong of ['..', `../.trash/${id}`, '.', 'nothing']) {
    await expect(squared.call('experiments.restore', { id: wrong })).rejects.toThrow(
      'no longer in the trash',
    );
  }
  mkdirSync(folder);
  await expect(squared.call('experiments.restore', { id })).rejects.toThrow('Something else is at');
  expect(await squared.call('experiments.trash', {})).toHaveLength(1);
});

test('a damaged experiment can be deleted too', async () => {
  const home = ownHome();
  const squared = engine();
  const folder = join(home, 'experiments', 'broken');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'experiment.json'), '{');
  await squared.call('experiments.delete', { path: folder });
  expect(await names(squared)).toEqual([]);
});
