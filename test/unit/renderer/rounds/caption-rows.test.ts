import { expect, test } from 'vitest';
import {
  captionRows,
  captionRowsTable,
  inUnit,
} from '../../../../renderer/views/rounds/compare/caption-rows.ts';
import { seedThere, sourcesOfOthers } from '../../../../renderer/views/rounds/other-captions.ts';
import { type CaptionQuality, captionMetrics } from '../../../../shared/caption-quality.ts';

const quality = (source: string, seed: number, figures: Record<string, number>): CaptionQuality => ({
  seed,
  source,
  before: null,
  captions: 100,
  figures: Object.entries(figures).map(([metric, value]) => ({
    metric,
    value,
    low: value - 1,
    high: value + 1,
    sd: null,
    n: 100,
  })),
  matchedLength: null,
  lengths: [],
  tokenLengths: [],
});
const other = (...captions: CaptionQuality[]) => ({ path: '/two', name: 'two', at: 0, captions });

test('metrics and sources that both have, in the order of the metrics, each side with its interval', () => {
  const here = [
    quality('original', 1, { words: 8 }),
    quality('v0', 1, { words: 20, 'chair-i': 0.2 }),
    quality('v1', 1, { words: 25 }),
  ];
  const there = other(
    quality('original', 1, { words: 9 }),
    quality('v0', 1, { words: 22, 'chair-i': 0.1, edited: 0.5 }),
    quality('v7', 1, { words: 1 }),
  );
  const found = captionRows(here, there, ['original', 'v0', 'v1', 'v7'], 1);
  expect(found.sources).toEqual(['original', 'v0']);
  expect(found.rows.map(({ metric }) => metric.name)).toEqual(['words', 'chair-i']);
  const [words, chair] = found.rows;
  expect(words?.cells.map((cell) => [cell?.here.value, cell?.there.value])).toEqual([
    [8, 9],
    [20, 22],
  ]);
  expect(chair?.cells[0]).toBeNull();
  const table = captionRowsTable(found, 'two');
  expect(table.rows).toHaveLength(3);
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  expect(table.rows[1]).toEqual(['v0', 'words', 20, 19, 21, 22, 21, 23]);
});

test('which training stands for the other: the same seed, the only one, else all without an interval', () => {
  const one = other(quality('v0', 4, { words: 1 }));
  const two = other(
    quality('v0', 1, { words: 1 }),
    quality('v0', 2, { words: 3 }),
    quality('original', 9, {}),
  );
  expect(seedThere(one, 1)).toBe(4);
  expect(seedThere(two, 2)).toBe(2);
  expect(seedThere(two, 7)).toBeNull();
  const found = captionRows([quality('v0', 7, { words: 5 })], two, ['v0'], 7);
  expect(found.rows[0]?.cells[0]?.there).toMatchObject({ value: 2, low: null, high: null });
});

test('nothing in common: no rows and no sources; whoever wrote there is known', () => {
  const there = other(quality('v0', 1, { words: 1 }), quality('ocr', 1, {}));
  expect(captionRows([quality('v1', 1, { words: 5 })], there, ['v0', 'v1'], 1)).toEqual({
    sources: [],
    rows: [],
  });
  expect(sourcesOfOthers([there, there])).toEqual(['v0', 'ocr']);
});

test('shares are told in a hundred, others as they are, with a true minus', () => {
  const metric = (name: string) =>
    captionMetrics.find((one) => one.name === name) as (typeof captionMetrics)[number];
  expect(inUnit(0.123, metric('chair-i'))).toBe('12.3');
  expect(inUnit(-0.5, metric('log-probability'))).toBe('−0.50');
  expect(inUnit(21.26, metric('words'))).toBe('21.3');
});
