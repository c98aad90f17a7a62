import { expect, test } from 'vitest';
import { planDifferences } from '../../../../main/engine/across/plan-differences.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';

const plan = planOf('smoke');

test('equal plans differ in nothing', () => {
  expect(planDifferences(plan, structuredClone(plan))).toEqual([]);
});

test('a member is told by its path, in the first plan’s order; lists of named things by name', () => {
  const [spatial, ...others] = plan.specialists;
  if (!spatial) throw new Error('The preset has no specialists.');
  const there = {
    ...plan,
    rounds: plan.rounds + 1,
    stages: { ...plan.stages, sft: { ...plan.stages.sft, epochs: 99 } },
    specialists: [...others, { ...spatial, prompts: ['where?'] }],
    controls: ['shuffled' as const],
  };
  expect(planDifferences(plan, there)).toEqual([
    { member: 'rounds', here: String(plan.rounds), there: String(plan.rounds + 1) },
    { member: 'stages.sft.epochs', here: String(plan.stages.sft.epochs), there: '99' },
    { member: 'specialists.spatial.prompts', here: expect.stringContaining('where'), there: '["where?"]' },
    { member: 'controls', here: '[]', there: '["shuffled"]' },
  ]);
});

test('what only one of them has is absent in the other', () => {
  const there = { ...plan, qualityMetrics: ['words'] };
  expect(planDifferences(plan, there)).toEqual([
    { member: 'qualityMetrics', here: null, there: '["words"]' },
  ]);
  expect(planDifferences(there, plan)).toEqual([
    { member: 'qualityMetrics', here: '["words"]', there: null },
  ]);
});

test('a specialist that only one plan has is one difference', () => {
  const [, ...others] = plan.specialists;
  const found = planDifferences(plan, { ...plan, specialists: others });
  expect(found).toEqual([
    { member: 'specialists.spatial', here: expect.stringContaining('"set":"spatial"'), there: null },
  ]);
  expect(planDifferences(plan, { ...plan, specialists: [] }).map(({ member }) => member)).toEqual([
    'specialists',
  ]);
});

test('long texts are cut, and where they differ only far behind it is that part that is shown', () => {
  const text = 'say what is seen. '.repeat(40);
  const found = planDifferences(
    { ...plan, briefPrompt: `${text}here` },
    { ...plan, briefPrompt: `${text}there` },
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.here).toMatch(/^….*here$/);
  expect(found[0]?.there).toMatch(/^….*there$/);
  const start = planDifferences({ ...plan, briefPrompt: `a ${text}` }, { ...plan, briefPrompt: `b ${text}` });
  expect(start[0]?.here).toMatch(/^a say .*…$/);
});
