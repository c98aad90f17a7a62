import { expect, test } from 'vitest';
import { layoutOf } from '../../../../renderer/views/run/graph/layout.ts';
import { neighbour } from '../../../../renderer/views/run/graph/neighbour.ts';
import { planned } from './plans.ts';

const { steps, dependents, plan } = planned('demo');
const { nodes } = layoutOf(steps, dependents, plan);

test.each([
  ['train.seed1.v1', 'ArrowRight', 'evaluate.seed1.v1'],
  ['train.seed1.v1', 'ArrowDown', 'train.seed1.v2'],
  ['train.seed1.v1', 'ArrowUp', 'train.seed1.v0'],
  ['decide.seed1.v1', 'ArrowLeft', 'evaluate.seed1.v1'],
  ['decide.seed1.v3', 'ArrowDown', 'evaluate.seed1.spatial'],
  ['train.seed1.v1', 'Home', 'world'],
  ['train.seed1.v1', 'End', 'report'],
  ['world', 'ArrowUp', null],
  ['report', 'ArrowRight', null],
  ['train.seed1.v1', 'a', null],
])('from %s, %s leads to %s', (from, key, to) => expect(neighbour(nodes, from, key)).toBe(to));

test('arrows reach every step from the first one', () => {
  const reached = new Set(['world']);
  for (const id of reached)
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']) {
      const next = neighbour(nodes, id, key);
      if (next) reached.add(next);
    }
  expect(reached.size).toBe(steps.length);
});
