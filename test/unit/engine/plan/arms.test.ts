import { describe, expect, test } from 'vitest';
import { combinationsOf, modelsOf } from '../../../../main/engine/plan/arms.ts';
import { comparedPairs } from '../../../../main/engine/plan/compared.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import type { Plan } from '../../../../shared/plan.ts';

const smoke = planOf('smoke');
const full: Plan = {
  ...smoke,
  specialistArms: ['alone', 'leave-one-out', 'none'],
  reducedShares: [0.1, 0.025],
  controls: [
    'equal-compute',
    'shuffled',
    'matched-length',
    'more-data',
    'other-captioner',
    'specialist-data',
  ],
  otherCaptioner: { kind: 'folder', path: '/models/other', precision: 'fp32' },
  variants: [
    { name: 'brief', prompts: ['describe the image briefly.'] },
    { name: 'alone', template: 'recaption' },
  ],
};

describe('final generalists', () => {
  test('a plan without arms has the one with all specialists, and none without specialists', () => {
    expect(combinationsOf(smoke)).toEqual([
      { name: 'final', kind: 'all', about: null, specialists: ['spatial', 'grounding', 'ocr'], share: 1 },
    ]);
    expect(combinationsOf({ ...full, specialists: [] })).toEqual([]);
  });

  test('each alone, all but one, none; and all of these at each share of the images', () => {
    const all = combinationsOf(full);
    expect(all).toHaveLength(3 * (1 + 3 + 3 + 1));
    const named = (name: string) => all.find((one) => one.name === name);
    expect(named('only-ocr')?.specialists).toEqual(['ocr']);
    expect(named('without-ocr')?.specialists).toEqual(['spatial', 'grounding']);
    expect(named('without-specialists-10pct')).toMatchObject({ specialists: [], share: 0.1 });
    expect(named('final-2p5pct')?.share).toBe(0.025);
  });
});

test('no two models of a plan share a name, and each is trained and evaluated once a seed', () => {
  const models = modelsOf(full);
  expect(new Set(models).size).toBe(models.length);
  const nodes = graphOf(full);
  for (const kind of ['train', 'evaluate'])
    expect(nodes.filter((node) => node.kind === kind).map(({ model }) => model)).toEqual(
      expect.arrayContaining(models),
    );
  expect(nodes.filter(({ kind }) => kind === 'train')).toHaveLength(models.length);
});

test('every step stands behind what it depends on', () => {
  const seen = new Set<string>();
  for (const { id, dependsOn } of graphOf(full)) {
    for (const parent of dependsOn) expect(seen, `${id} before ${parent}`).toContain(parent);
    seen.add(id);
  }
});

describe('what arms are made from', () => {
  const nodes = new Map(graphOf(full).map((node) => [node.id, node]));
  const from = (id: string) => nodes.get(id)?.dependsOn;

  test('a combination depends on its own specialists alone', () => {
    expect(from('train.seed1.only-ocr')).toContain('recaption.seed1.ocr');
    expect(from('train.seed1.only-ocr')).not.toContain('recaption.seed1.spatial');
    expect(from('train.seed1.without-specialists')?.some((id) => id.endsWith('.ocr'))).toBe(false);
  });

  test("a variant's prompts are put to V0; a variant of the template reads the round's own recaptions", () => {
    expect(from('recaption.seed1.brief')).toContain('train.seed1.v0');
    expect(from('train.seed1.brief')).toContain('recaption.seed1.brief');
    expect(nodes.has('recaption.seed1.alone')).toBe(false);
    expect(from('train.seed1.alone')).toContain('recaption.seed1.v0');
  });

  test("another model's recaptions wait for none of ours", () => {
    expect(from('recaption.seed1.other-captioner')).toEqual(['import']);
    expect(from('train.seed1.other-captioner')).toContain('recaption.seed1.other-captioner');
  });

  test('further images are drawn only for the control that asks for them', () => {
    expect(nodes.get('world')?.settings).toMatchObject({ more: true });
    expect(graphOf(smoke).find(({ id }) => id === 'world')?.settings).not.toHaveProperty('more');
  });
});

test('every arm is compared with what differs in one thing from it', () => {
  const pairs = comparedPairs(full, 'v1').map((pair) => pair.join(' '));
  for (const pair of [
    'final v1',
    'final without-specialists',
    'final without-ocr',
    'only-ocr without-specialists',
    'only-ocr-10pct without-specialists-10pct',
    'final-10pct without-ocr-10pct',
    'without-specialists v1',
    'brief v0',
    'v1 brief',
    'matched-length v0',
    'v1 matched-length',
    'specialist-data v1',
    'final specialist-data',
  ])
    expect(pairs).toContain(pair);
  expect(pairs).not.toContain('final-10pct v1');
  expect(new Set(pairs).size).toBe(pairs.length);
});
