import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { chosenPlan } from '../../../../main/engine/plan/choose.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';

test('a preset with one seed and the user’s own data', () => {
  expect(chosenPlan({ preset: 'smoke', seed: 7, data: tmpdir() })).toEqual({
    ...planOf('smoke'),
    seeds: [7],
    dataset: { kind: 'folder', path: tmpdir() },
  });
});

test('nothing said is the demo', () => {
  expect(chosenPlan({})).toEqual(planOf('demo'));
});

test('a document and a preset together, or a folder that is not there, are refused', () => {
  const document = { file: 'plan.yaml', text: 'base: smoke' };
  expect(chosenPlan({ document })).toEqual(planOf('smoke'));
  expect(() => chosenPlan({ document, preset: 'demo' })).toThrow('both given');
  expect(() => chosenPlan({ data: '/no/such/folder' })).toThrow('There is no folder /no/such/folder.');
});
