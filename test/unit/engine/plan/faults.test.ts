import { expect, test } from 'vitest';
import { faultsOf } from '../../../../main/engine/plan/faults.ts';
import { nearest } from '../../../../main/engine/plan/nearest.ts';
import { listPresets, planOf } from '../../../../main/engine/plan/presets.ts';

test('shipped presets have no faults', () => {
  for (const { name } of listPresets()) expect(faultsOf(planOf(name))).toEqual([]);
});

test('the nearest name is offered only where it is near', () => {
  expect(nearest('benchmark', ['benchmarks', 'rounds'])).toBe('benchmarks');
  expect(nearest('Seed', ['seeds', 'stages'])).toBe('seeds');
  expect(nearest('temperature', ['seeds', 'stages'])).toBeNull();
});
