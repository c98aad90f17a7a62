import { expect, test } from 'vitest';
import { planOfDocument } from '../../../../main/engine/plan/document.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';

const only = 'base: smoke\ncaptionsOnly: true\nrounds: 1\nspecialists: []\nbenchmarks: []\n';
const checkpoint = 'captioner: { kind: checkpoint, path: /models/demo/checkpoints/seed1/v3 }\n';

test('a plan that only writes captions has no training, no benchmark and no features that nobody reads', () => {
  const ids = (more: string): string[] => graphOf(planOfDocument(only + more, 'p')).map(({ id }) => id);
  expect(ids(checkpoint)).toEqual(['world', 'import', 'features', 'recaption.seed1.v0', 'report']);
  expect(ids('captioner: { kind: folder, path: /models/smolvlm }\n')).toEqual([
    'world',
    'import',
    'recaption.seed1.v0',
    'report',
  ]);
  const [, , , recaption] = graphOf(planOfDocument(only + checkpoint, 'p'));
  expect(recaption).toMatchObject({ title: 'Recaption by v3 of demo', dependsOn: ['features'], round: 1 });
});

test('another model may write the rounds of a plan that trains', () => {
  const nodes = graphOf(planOfDocument(`base: smoke\nrounds: 1\n${checkpoint}`, 'p'));
  const titles = nodes.filter(({ kind }) => kind === 'recaption').map(({ title }) => title);
  expect(titles).toEqual([
    'Recaption by v3 of demo',
    'Recaption by spatial',
    'Recaption by grounding',
    'Recaption by ocr',
  ]);
});

test.each([
  [only, 'no model of its own to write captions'],
  [`${only.replace('rounds: 1', 'rounds: 3')}${checkpoint}`, 'line 3'],
  [`${only.replace('specialists: []\n', '')}${checkpoint}`, 'Specialists are trained'],
  [`${only}${checkpoint}controls: [shuffled]\n`, 'Controls are trained'],
  [`${only}captioner: { kind: folder, path: models/smolvlm }\n`, 'is not absolute'],
])('a fault: %#', (document, told) => {
  expect(() => planOfDocument(document, 'p')).toThrow(told);
});
