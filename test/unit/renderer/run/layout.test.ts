import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../../../renderer/views/run/graph/layout.ts';
import { nodeHeight, nodeWidth } from '../../../../renderer/views/run/graph/metrics.ts';
import { planned } from './plans.ts';

type Point = readonly [number, number];
type Piece = readonly [Point, Point];

/** A path's pieces as if its corners were sharp. */
function pieces(path: string): Piece[] {
  const corners = [...path.matchAll(/[MLQ](-?[\d.]+),(-?[\d.]+)/g)].map(
    ([, x, y]): Point => [Number(x), Number(y)],
  );
  return corners.slice(1).map((corner, at) => [corners[at] as Point, corner]);
}

const plans = [
  ['demo', planned('demo')],
  ['table-2 with its variants', planned('table-2')],
  ['table-4 with its arms', planned('table-4')],
  ['table-9 with its controls', planned('table-9')],
  [
    'table-4 with two seeds and controls',
    planned('table-4', { seeds: [1, 2], controls: ['equal-compute', 'shuffled'] }),
  ],
  ['exported checkpoints', planned('demo', { captioner: { kind: 'onnx', precision: 'fp32' } })],
  ['captions only', planned('demo', { captionsOnly: true, rounds: 1, specialists: [], controls: [] })],
] as const;

describe.each(plans)('the graph of %s', (_, { steps, dependents, plan }) => {
  const layout = layoutOf(steps, dependents, plan);

  test('shows every step, each in a place of its own', () => {
    expect(layout.nodes.map(({ step }) => step).sort()).toEqual(steps.map(({ id }) => id).sort());
    const places = layout.nodes.map(({ column, row }) => `${column} ${row}`);
    expect(new Set(places).size).toBe(steps.length);
    for (const { x, y } of layout.nodes) {
      expect(x + nodeWidth).toBeLessThanOrEqual(layout.width);
      expect(y + nodeHeight).toBeLessThanOrEqual(layout.height);
    }
  });

  test('read row by row, tells the steps in the order in which they run', () => {
    const read = [...layout.nodes].sort((a, b) => a.row - b.row || a.column - b.column);
    expect(read.map(({ step }) => step)).toEqual(steps.map(({ id }) => id));
  });

  test('no line passes behind a step, not even one of its own', () => {
    const crossed = layout.links.flatMap(({ from, to, path }) =>
      pieces(path).flatMap(([[x1, y1], [x2, y2]]) =>
        layout.nodes
          .filter(
            ({ x, y }) =>
              Math.max(x1, x2) > x &&
              Math.min(x1, x2) < x + nodeWidth &&
              Math.max(y1, y2) > y &&
              Math.min(y1, y2) < y + nodeHeight,
          )
          .map(({ step }) => `${from} to ${to} behind ${step}`),
      ),
    );
    expect(crossed).toEqual([]);
  });

  test('lines of different steps cross, and never run on one another', () => {
    const long = layout.links.flatMap(({ from, to, isLast, path }) =>
      pieces(path)
        .filter(([[x1, y1], [x2, y2]]) => Math.abs(x2 - x1) + Math.abs(y2 - y1) > 2 * nodeHeight)
        .map(([[x1, y1], [x2, y2]]) => ({
          owner: isLast ? to : from,
          isDown: x1 === x2,
          at: x1 === x2 ? x1 : y1,
          begin: Math.min(...(x1 === x2 ? [y1, y2] : [x1, x2])),
          end: Math.max(...(x1 === x2 ? [y1, y2] : [x1, x2])),
        })),
    );
    const together = long.flatMap((one, index) =>
      long
        .slice(index + 1)
        .filter(
          (other) =>
            other.owner !== one.owner &&
            other.isDown === one.isDown &&
            other.at === one.at &&
            Math.min(other.end, one.end) > Math.max(other.begin, one.begin),
        )
        .map((other) => `${one.owner} and ${other.owner}`),
    );
    expect(together).toEqual([]);
  });
});

test('seeds are named where there are several, models of each in its own rows', () => {
  const { steps, dependents, plan } = planned('demo', { seeds: [1, 2] });
  const { lanes } = layoutOf(steps, dependents, plan);
  expect(lanes.flatMap(({ seed }) => seed?.title ?? [])).toEqual(['Seed 1', 'Seed 2']);
  expect(lanes.map(({ title }) => title)).toEqual([
    'Preparation',
    ...Array.from({ length: 2 }, () => [
      'V0',
      'V1',
      'V2',
      'V3',
      'Spatial',
      'Grounding',
      'OCR',
      'Final',
    ]).flat(),
    'Report',
  ]);
});
