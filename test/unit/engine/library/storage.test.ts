import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { kindOf } from '../../../../main/engine/library/storage.ts';
import type { Places } from '../../../../main/engine/places.ts';
import { finishedExperiment, ownHome } from '../run/home.ts';

function engine(): Engine {
  const made = new Engine(() => {});
  onTestFinished(() => made.stop());
  return made;
}

function put(folder: string, name: string, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), Buffer.alloc(bytes));
}

function features(places: Places): void {
  put(places.features, 'features.safetensors', 5000);
  put(places.features, 'COMPLETE', 0);
}

test('a file is of the kind that its place says', () => {
  expect(kindOf('world/pretrain/1.jpg')).toBe('images');
  expect(kindOf('thumbnails.pack')).toBe('images');
  expect(kindOf('pixels.u8')).toBe('pixels');
  expect(kindOf('features/COMPLETE')).toBe('features');
  expect(kindOf('checkpoints/seed1/v0/model.safetensors')).toBe('checkpoints');
  expect(kindOf('onnx/seed1/v0/onnx/decoder.onnx')).toBe('exports');
  expect(kindOf('squared.sqlite-wal')).toBe('databases');
  expect(kindOf('snapshots/train.seed1.v0/align.jsonl')).toBe('rest');
});

test('what is on the disk, in all, by experiment and by kind; files of several count once', async () => {
  const home = ownHome();
  const squared = engine();
  const [a, b] = [finishedExperiment(home, 'a'), finishedExperiment(home, 'b')];
  put(a.folder, 'pixels.u8', 700);
  features(a);
  mkdirSync(b.features, { recursive: true });
  for (const file of ['features.safetensors', 'COMPLETE'])
    linkSync(join(a.features, file), join(b.features, file));
  put(a.exported(1, 'v0'), 'COMPLETE', 0);
  put(join(a.exported(1, 'v0'), 'onnx'), 'decoder.onnx', 40);
  put(join(home, 'experiments', '.trash', '1', 'experiment'), 'pixels.u8', 11);
  const { byKind, bytes, experiments, trashBytes, freeBytes, diskBytes } = await squared.call(
    'storage.get',
    {},
  );
  expect(byKind).toMatchObject({ pixels: 700, features: 5000, exports: 40, checkpoints: 0 });
  expect(bytes).toBe(Object.values(byKind).reduce((sum, one) => sum + one, 0));
  expect([trashBytes, freeBytes > 0, diskBytes >= freeBytes]).toEqual([11, true, true]);
  expect(experiments.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(experiments[0]?.byKind).toMatchObject({ features: 5000, pixels: 700 });
  expect(experiments[0]?.cleanable).toEqual([
    { kind: 'features', frees: 0, seconds: 10 },
    { kind: 'pixels', frees: 700, seconds: 10 },
    // The plan exports nothing: nobody knows how long it took.
    { kind: 'exports', frees: 40, seconds: null },
  ]);
  expect(experiments[1]?.cleanable).toEqual([{ kind: 'features', frees: 0, seconds: 10 }]);
});

test('nothing there: nothing is counted, and nothing is offered for deletion', async () => {
  ownHome();
  expect(await engine().call('storage.get', {})).toMatchObject({ bytes: 0, trashBytes: 0, experiments: [] });
});

test('an experiment that cannot be read is counted, and nothing of it is offered for deletion', async () => {
  const places = finishedExperiment(ownHome(), 'a');
  features(places);
  writeFileSync(places.database, 'no database');
  const { experiments } = await engine().call('storage.get', {});
  expect(experiments).toMatchObject([{ name: 'a', byKind: { features: 5000 }, cleanable: [] }]);
});
