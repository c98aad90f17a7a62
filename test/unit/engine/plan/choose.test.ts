import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chosenPlan } from '../../../../main/engine/plan/choose.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { temporaryFolder } from '../../../temporary.ts';

test('a preset with one seed and the user’s own data, judged on its benchmarks or else on some of its images', () => {
  const path = temporaryFolder('data');
  const asked = { preset: 'smoke', seed: 7, data: path };
  const onData = { ...planOf('smoke'), seeds: [7], dataset: { kind: 'folder', path } };
  expect(chosenPlan(asked)).toEqual({
    ...onData,
    benchmarks: [...planOf('smoke').benchmarks, 'own-captions'],
    ownCaptions: { share: 0.05, most: 500 },
  });
  mkdirSync(join(path, 'bench'));
  expect(chosenPlan(asked)).toEqual(onData);
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
