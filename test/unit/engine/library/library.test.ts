import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { releaseLock, takeLock } from '../../../../main/engine/run/lock.ts';
import { familyOf, gpuOf } from '../../../../main/engine/run/meters.ts';
import { insertQuarantined, openForWriting } from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { finishedExperiment, ownHome } from '../run/home.ts';

function engine(): Engine {
  const made = new Engine(() => {});
  onTestFinished(() => made.stop());
  return made;
}

function train(folder: string, whole = true): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.safetensors'), 'weights');
  if (whole) writeFileSync(join(folder, 'COMPLETE'), '');
}

test('models: whole checkpoints of every experiment, and only those', async () => {
  const home = ownHome();
  const squared = engine();
  const [a, b] = [finishedExperiment(home, 'a'), finishedExperiment(home, 'b')];
  train(a.checkpoint(1, 'v0'));
  train(a.checkpoint(1, 'v1'), false);
  train(a.shared(1, 'align'));
  mkdirSync(b.checkpoint(1, 'v0'), { recursive: true });
  for (const file of ['model.safetensors', 'COMPLETE'])
    linkSync(join(a.checkpoint(1, 'v0'), file), join(b.checkpoint(1, 'v0'), file));
  const models = await squared.call('models.list', {});
  expect(models.map(({ experiment, model }) => `${experiment} ${model}`).sort()).toEqual(['a v0', 'b v0']);
  expect(models[0]).toMatchObject({ seed: 1, base: 'pico', bytes: 7, exportedBytes: null, shared: true });
  const which = { path: a.folder, seed: 1, model: 'v0' };
  expect(await squared.call('models.folder', which)).toEqual({ folder: a.checkpoint(1, 'v0') });
  for (const model of ['v1', '../..', 'after-align'])
    await expect(squared.call('models.folder', { ...which, model })).rejects.toThrow('There is no');
});

test('data: what each set holds, and the quarantine page by page', async () => {
  const squared = engine();
  const { folder, database } = finishedExperiment(ownHome(), 'a');
  const db = openForWriting(database);
  insertQuarantined(
    db,
    Array.from({ length: 5 }, (_, at) => ({
      set: 'pretrain',
      file: `/data/${at}.jpg`,
      position: 'image',
      reason: at < 3 ? 'broken' : 'too large',
    })),
  );
  db.close();
  expect(await squared.call('data.overview', { path: folder })).toMatchObject({
    sets: [{ name: 'pretrain', images: 1, turns: 1 }],
    quarantined: 5,
    reasons: [
      { reason: 'broken', count: 3 },
      { reason: 'too large', count: 2 },
    ],
  });
  const first = await squared.call('data.quarantine', { path: folder, limit: 2 });
  const second = await squared.call('data.quarantine', { path: folder, limit: 2, after: first.next });
  expect([...first.items, ...second.items].map(({ file }) => file)).toEqual(
    [0, 1, 2, 3].map((at) => `/data/${at}.jpg`),
  );
  expect([first.total, second.total]).toEqual([5, null]);
  const found = async (search: string, reason: string | null = null) => {
    const { items, total } = await squared.call('data.quarantine', { path: folder, search, reason });
    expect(total).toBe(items.length);
    return items.map(({ file }) => file);
  };
  expect(await found('DATA/4')).toEqual(['/data/4.jpg']);
  expect(await found('too l')).toEqual(['/data/3.jpg', '/data/4.jpg']);
  expect(await found('/data', 'broken')).toHaveLength(3);
  expect(await found('4', 'broken')).toEqual([]);
  // The signs of a pattern mean themselves.
  expect(await found('%')).toEqual([]);
  expect(await found('_')).toEqual([]);
});

test('another folder for experiments: those there stay listed, new ones go to the new place', async () => {
  const home = ownHome();
  const squared = engine();
  const { folder } = finishedExperiment(home, 'a');
  const elsewhere = temporaryFolder('elsewhere');
  expect(await squared.call('settings.get', {})).toEqual({
    experimentsFolder: join(home, 'experiments'),
    usdPerHour: null,
    device: 'auto',
  });
  await expect(squared.call('settings.set', { experimentsFolder: '/no/such/place' })).rejects.toThrow(
    'There is no folder',
  );
  await expect(squared.call('settings.set', { experimentsFolder: 'relative' })).rejects.toThrow(
    'There is no folder',
  );
  await squared.call('settings.set', { experimentsFolder: elsewhere, usdPerHour: 2.5 });
  const made = await squared.call('experiments.create', { preset: 'smoke' });
  expect(made.path).toBe(join(elsewhere, 'smoke'));
  const listed = await squared.call('experiments.list', {});
  expect(listed.map(({ path }) => path).sort()).toEqual([folder, made.path].sort());
  expect(await squared.call('settings.set', { usdPerHour: null })).toEqual({
    experimentsFolder: elsewhere,
    usdPerHour: null,
    device: 'auto',
  });
});

test('keys: whose names are known, and never the key itself', async () => {
  ownHome();
  const squared = engine();
  process.env.SQUARED_KEY_MINE = 'secret-of-mine';
  onTestFinished(() => {
    delete process.env.SQUARED_KEY_MINE;
  });
  const document = {
    file: 'plan.yaml',
    text: 'base: smoke\ncaptioner: { kind: endpoint, url: "http://127.0.0.1:1/v1", model: m, key: mine }\n',
  };
  await squared.call('experiments.create', { document, name: 'served' });
  const listed = await squared.call('keys.list', {});
  expect(listed).toEqual({ keys: [{ name: 'mine', stored: true, usedBy: ['served'] }], problem: null });
  expect(JSON.stringify(listed)).not.toContain('secret');
  await expect(squared.call('keys.set', { name: '../x', key: 'k' })).rejects.toThrow('malformed');
});

test('meters: of a run that goes on, its memory and, from the second look on, its cores; else nothing', async () => {
  const squared = engine();
  const { folder, lock } = finishedExperiment(ownHome(), 'a');
  expect(await squared.call('run.meters', { path: folder })).toBeNull();
  takeLock(lock);
  onTestFinished(() => releaseLock(lock));
  const first = await squared.call('run.meters', { path: folder });
  expect(first).toMatchObject({ cores: null });
  if (process.platform !== 'linux') return;
  expect(first?.memoryBytes).toBeGreaterThan(10_000_000);
  for (const end = Date.now() + 150; Date.now() < end; );
  const second = await squared.call('run.meters', { path: folder });
  expect(second?.cores).toBeGreaterThan(0);
});

test('a process counts with all that it started, and nobody else', () => {
  const one = (pid: number, parent: number) => ({ pid, parent, command: '', ticks: 1, bytes: 1 });
  const all = [one(1, 0), one(2, 1), one(3, 2), one(4, 1), one(5, 4)];
  expect(familyOf(2, all).map(({ pid }) => pid)).toEqual([2, 3]);
  expect(familyOf(9, all)).toEqual([]);
});

test('a card’s line as its tool writes it, with what it does not tell', () => {
  expect(gpuOf('NVIDIA H200, 37, 1024, 143771, 41')).toEqual({
    name: 'NVIDIA H200',
    use: 0.37,
    memoryBytes: 1024 * 2 ** 20,
    memoryTotal: 143771 * 2 ** 20,
    celsius: 41,
  });
  expect(gpuOf('GRID, [N/A], 5, [N/A], [N/A]')).toMatchObject({
    use: null,
    memoryTotal: null,
    celsius: null,
  });
});
