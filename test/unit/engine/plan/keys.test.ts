import { expect, test } from 'vitest';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import { keysOf } from '../../../../main/engine/plan/keys.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import type { Plan } from '../../../../shared/plan.ts';

const identities = { software: 'a', data: '', exams: '' };
const keys = (plan: Plan, outside = identities) => keysOf(graphOf(plan), outside);

function changed(from: Plan, to: Plan): string[] {
  const [before, after] = [keys(from), keys(to)];
  return [...after].flatMap(([id, key]) => (before.get(id) === key ? [] : [id]));
}

const smoke: Plan = { ...planOf('smoke'), controls: ['shuffled'] };

test('every step stands behind what it depends on, and each has a key of its own', () => {
  const nodes = graphOf({ ...planOf('study'), rounds: 3 });
  const seen = new Set<string>();
  for (const { id, dependsOn } of nodes) {
    for (const parent of dependsOn) expect(seen.has(parent), `${id} needs ${parent}`).toBe(true);
    seen.add(id);
  }
  expect(new Set(keysOf(nodes, identities).values()).size).toBe(nodes.length);
});

test('the same plan has the same keys, in whatever order it is written', () => {
  const { stages, ...rest } = smoke;
  const reordered = { stages: Object.fromEntries(Object.entries(stages).reverse()), ...rest } as Plan;
  expect(changed(smoke, reordered)).toEqual([]);
});

test('a change late in the plan leaves everything before it as it was', () => {
  const stage = { ...smoke.stages.specialist, epochs: 9 };
  const names = ['spatial', 'grounding', 'ocr'];
  expect(changed(smoke, { ...smoke, stages: { ...smoke.stages, specialist: stage } })).toEqual([
    ...names.flatMap((name) => [`train.seed1.${name}`, `evaluate.seed1.${name}`, `recaption.seed1.${name}`]),
    'train.seed1.final',
    'evaluate.seed1.final',
    'report',
  ]);
  expect(changed(smoke, { ...smoke, stop: { ...smoke.stop, alpha: 0.01 } })).toEqual([
    'decide.seed1.v1',
    'decide.seed1.v2',
    'report',
  ]);
});

test('a specialist more changes none of the others', () => {
  const fourth = {
    name: 'counting',
    set: 'counting',
    prompts: ['how many things are there?'],
    benchmark: 'vqa',
  };
  const ids = changed(smoke, { ...smoke, specialists: [...smoke.specialists, fourth] });
  expect(ids).toContain('train.seed1.counting');
  expect(ids).toContain('train.seed1.final');
  expect(ids).not.toContain('train.seed1.spatial');
  expect(ids).not.toContain('train.seed1.v0');
});

test('a benchmark more trains nothing again', () => {
  const ids = changed(smoke, { ...smoke, benchmarks: smoke.benchmarks.slice(1) });
  expect(ids.some((id) => id.startsWith('evaluate'))).toBe(true);
  expect(ids.some((id) => /^(train|recaption|import|features)/.test(id))).toBe(false);
});

test('a round more keeps the rounds before it', () => {
  const ids = changed(smoke, { ...smoke, rounds: 3 });
  expect(ids).not.toContain('train.seed1.v2');
  expect(ids).toContain('recaption.seed1.v2');
  expect(ids).toContain('train.seed1.spatial');
});

test('other data, another seed or other software is another result', () => {
  const all = graphOf(smoke).map(({ id }) => id);
  const other = (outside: typeof identities) =>
    [...keys(smoke, outside)].filter(([id, key]) => keys(smoke).get(id) !== key).map(([id]) => id);
  expect(other({ ...identities, software: 'b' })).toEqual(all);
  expect(other({ ...identities, data: 'b' })).toEqual(all);
  expect(other({ ...identities, exams: 'b' })).toEqual(
    all.filter((id) => /^(evaluate|decide|report)/.test(id)),
  );
  const seeds = keys({ ...smoke, seeds: [1, 2] });
  expect(seeds.get('train.seed1.v0')).not.toBe(seeds.get('train.seed2.v0'));
});
