import { expect, test } from 'vitest';
import { faultsOf } from '../../../../main/engine/plan/faults.ts';
import { nearest } from '../../../../main/engine/plan/nearest.ts';
import { listPresets, planOf } from '../../../../main/engine/plan/presets.ts';
import type { Plan } from '../../../../shared/plan.ts';

test('shipped presets have no faults', () => {
  for (const { name } of listPresets()) expect(faultsOf(planOf(name))).toEqual([]);
});

test('the nearest name is offered only where it is near', () => {
  expect(nearest('benchmark', ['benchmarks', 'rounds'])).toBe('benchmarks');
  expect(nearest('Seed', ['seeds', 'stages'])).toBe('seeds');
  expect(nearest('temperature', ['seeds', 'stages'])).toBeNull();
});

test('annotations of images are named by whole paths, with instances, and not for a drawn world', () => {
  const faults = (dataset: object, objectTruth: object) =>
    faultsOf({ ...planOf('smoke'), dataset, objectTruth: { minimumScore: 0.5, ...objectTruth } } as Plan)
      .filter(({ path }) => path[0] === 'objectTruth')
      .map(({ path, what }) => `${path.join('.')}: ${what}`);
  const folder = { kind: 'folder', path: '/data' };
  const sources = { kind: 'sources', sources: [{ path: '/data', role: 'pretraining' }] };
  expect(faults(folder, { instances: '/a.json', detections: '/b.json' })).toEqual([]);
  expect(faults(folder, { detections: '/b.json' })).toEqual([]);
  expect(faults(folder, { instances: 'a.json', detections: 'b.json' })).toEqual([
    'objectTruth.instances: "a.json" is not absolute.',
    'objectTruth.detections: "b.json" is not absolute.',
  ]);
  expect(faults(sources, { detections: '/b.json' })).toEqual([
    'objectTruth: It names no instances: nobody knows which image and which category an id is.',
  ]);
  expect(faults(planOf('smoke').dataset, {})).toEqual([
    'objectTruth: The embedded world knows what is in its images.',
  ]);
});
