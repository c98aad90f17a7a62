import { expect, test } from 'vitest';
import { expand } from '../../../../main/engine/plan/expand.ts';
import { listPresets, planOf } from '../../../../main/engine/plan/presets.ts';

test('a plan becomes its steps in the order of the paper', () => {
  const plan = { ...planOf('smoke'), rounds: 1, controls: ['equal-compute' as const] };
  expect(expand(plan).map(({ id }) => id)).toEqual([
    'world',
    'import',
    'leakage',
    'features',
    'train.seed1.v0',
    'evaluate.seed1.v0',
    'recaption.seed1.v0',
    'train.seed1.v1',
    'evaluate.seed1.v1',
    'decide.seed1.v1',
    'train.seed1.spatial',
    'evaluate.seed1.spatial',
    'recaption.seed1.spatial',
    'train.seed1.grounding',
    'evaluate.seed1.grounding',
    'recaption.seed1.grounding',
    'train.seed1.ocr',
    'evaluate.seed1.ocr',
    'recaption.seed1.ocr',
    'train.seed1.final',
    'evaluate.seed1.final',
    'train.seed1.equal-compute',
    'evaluate.seed1.equal-compute',
    'report',
  ]);
});

test('ids are unique over seeds, and the same plan gives the same steps', () => {
  const plan = { ...planOf('smoke'), seeds: [1, 2, 3] };
  const steps = expand(plan);
  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  expect(steps.map(({ ordinal }) => ordinal)).toEqual(steps.map((_, i) => i));
  expect(expand(plan)).toEqual(steps);
});

test('own data is not drawn', () => {
  const plan = { ...planOf('smoke'), dataset: { kind: 'folder' as const, path: '/photos' } };
  expect(expand(plan)[0]?.id).toBe('import');
});

test('an unknown preset is refused with the names there are', () => {
  expect(() => planOf('nope')).toThrow('There is no preset "nope".');
  try {
    planOf('../../package');
  } catch (error) {
    expect((error as { advice: string }).advice).toContain('smoke');
  }
  expect.assertions(2);
});

test('every shipped preset keeps the schema, and the shortest is listed first', () => {
  const presets = listPresets();
  for (const { name } of presets) expect(planOf(name).preset).toBe(name);
  expect(presets.map(({ minutes }) => minutes)).toEqual(
    presets.map(({ minutes }) => minutes).sort((a, b) => a - b),
  );
  expect(presets.map(({ name }) => name)).toContain('smoke');
});

test('a preset on a base changes what it names and nothing else', () => {
  const { preset: _, seeds, controls, ...study } = planOf('study');
  const { preset: __, seeds: ___, controls: ____, ...demo } = planOf('demo');
  expect(study).toEqual(demo);
  expect([seeds.length, controls.length]).toEqual([3, 2]);
});

test("a variant's prompts are those that the models were taught, letter by letter", () => {
  const { variants, longPrompts, briefPrompt } = planOf('table-2');
  const known = [briefPrompt, ...longPrompts];
  for (const prompt of variants.flatMap(({ prompts = [] }) => prompts)) expect(known).toContain(prompt);
  expect(variants.length).toBe(1 + longPrompts.length + 2);
});
