import { existsSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import type { Places } from '../../../../main/engine/places.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import { clean, missingFrom } from '../../../../main/engine/run/clean.ts';
import { releaseLock, takeLock } from '../../../../main/engine/run/lock.ts';
import { redo } from '../../../../main/engine/run/redo.ts';
import { allSteps, openForReading } from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { finishedExperiment, ownHome, smallPlan } from './home.ts';

function features({ features: folder }: Places): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'features.safetensors'), Buffer.alloc(900));
  writeFileSync(join(folder, 'COMPLETE'), '');
}

function missing(places: Places, plan: Plan): string[] {
  const db = openForReading(places.database);
  try {
    return missingFrom(allSteps(db), graphOf(plan), places).map(({ id }) => id);
  } finally {
    db.close();
  }
}

test('features go, and are made again only before a step that needs them', () => {
  const plan = smallPlan();
  const places = finishedExperiment(ownHome(), 'a', plan);
  features(places);
  redo(places.folder, 'report');
  expect(missing(places, plan)).toEqual([]);
  expect(clean(places.folder, ['features'])).toBe(900);
  expect(existsSync(places.features)).toBe(false);
  expect(clean(places.folder, ['features'])).toBe(0);
  // A report reads rows alone.
  expect(missing(places, plan)).toEqual([]);
  redo(places.folder, 'evaluate.seed1.v1');
  expect(missing(places, plan)).toEqual(['features']);
  features(places);
  expect(missing(places, plan)).toEqual([]);
});

test('an export is made again only for whoever captions with it', () => {
  const plan: Plan = { ...smallPlan(), captioner: { kind: 'onnx', precision: 'fp32' } };
  const places = finishedExperiment(ownHome(), 'a', plan);
  features(places);
  redo(places.folder, 'train.seed1.v1');
  expect(missing(places, plan)).toEqual([]);
  redo(places.folder, 'recaption.seed1.v0');
  expect(missing(places, plan)).toEqual(['export.seed1.v0']);
});

test('what another experiment holds too frees nothing and stays there', () => {
  const home = ownHome();
  const [a, b] = [finishedExperiment(home, 'a'), finishedExperiment(home, 'b')];
  features(a);
  mkdirSync(b.features, { recursive: true });
  for (const file of ['features.safetensors', 'COMPLETE'])
    linkSync(join(a.features, file), join(b.features, file));
  expect(clean(a.folder, ['features', 'exports'])).toBe(0);
  expect(existsSync(join(b.features, 'features.safetensors'))).toBe(true);
  expect(clean(b.folder, ['features'])).toBe(900);
});

test('pixels go only while every picture is there to make them from, and the encoder can do without', () => {
  const places = finishedExperiment(ownHome(), 'a');
  const picture = join(places.world, '1.jpg');
  writeFileSync(places.pixels, Buffer.alloc(300));
  expect(() => clean(places.folder, ['pixels'])).toThrow(`no longer where the import found it (${picture})`);
  expect(existsSync(places.pixels)).toBe(true);
  mkdirSync(places.world, { recursive: true });
  writeFileSync(picture, 'a picture');
  // A note instead of features: the encoder reads the pixels whenever an image is asked for.
  mkdirSync(places.features, { recursive: true });
  writeFileSync(join(places.features, 'COMPLETE'), '');
  expect(clean(places.folder, ['pixels'])).toBe(0);
  features(places);
  expect(clean(places.folder, ['pixels', 'features'])).toBe(1200);
  expect([places.pixels, places.features].some((path) => existsSync(path))).toBe(false);
});

test('nothing is deleted of an experiment that runs, and nothing outside of experiments', async () => {
  const places = finishedExperiment(ownHome(), 'a');
  features(places);
  const squared = new Engine(() => {});
  onTestFinished(() => squared.stop());
  expect(takeLock(places.lock)).toBe(null);
  const asked = { path: places.folder, kinds: ['features' as const] };
  await expect(squared.call('storage.clean', asked)).rejects.toThrow('is already running');
  releaseLock(places.lock);
  expect(existsSync(places.features)).toBe(true);
  await expect(squared.call('storage.clean', { ...asked, path: '/tmp' })).rejects.toThrow(
    'There is no experiment',
  );
  expect(await squared.call('storage.clean', asked)).toEqual({ freed: 900 });
});
