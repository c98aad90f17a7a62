import { expect, test } from 'vitest';
import { captionFigureList } from '../../../../renderer/views/rounds/caption-figures.ts';
import { captionChart } from '../../../../renderer/views/rounds/chart-data.ts';
import {
  countedLengths,
  histogramTable,
  lengthInWords,
} from '../../../../renderer/views/rounds/length-figures.ts';
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import { lengthHistograms } from '../../../../shared/length-bins.ts';
import type { CaptionStatistics } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';

const plan = { seeds: [1], specialists: [], controls: [] } as unknown as Plan;
const statistics: CaptionStatistics = {
  ...{
    seed: 1,
    source: 'v0',
    captions: 200,
    wordsMean: 8,
    wordsSd: 3,
    vocabulary: 50,
    truncated: 2,
    empty: 0,
  },
  ...{
    repetition: 0.1,
    distinctBigrams: 0.2,
    logProbabilityMean: -1,
    objectPrecision: 0.6,
    objectRecall: 0.5,
  },
};
const quality = (source: string, seed: number, over: Partial<CaptionQuality> = {}): CaptionQuality => ({
  ...{
    seed,
    source,
    before: null,
    captions: 200,
    matchedLength: null,
    lengths: [[8, 200]],
    tokenLengths: [],
  },
  figures: [
    { metric: 'words', value: 8, low: 7.5, high: 8.5, sd: 3, n: 200 },
    { metric: 'object-precision', value: 0.6, low: 0.55, high: 0.65, sd: null, n: 190 },
    { metric: 'object-recall', value: 0.4, low: 0.35, high: 0.45, sd: null, n: 190 },
  ],
  ...over,
});
const figure = (key: string) => {
  const found = captionFigureList.find((one) => one.key === key);
  if (!found) throw new Error(`There is no figure ${key}.`);
  return found;
};
const chart = (key: string) =>
  captionChart('/one', [statistics], [quality('v0', 1)], plan, figure(key), 1, ['v0']);

test('a point of a caption figure tells its interval and number, and leads to its captions', () => {
  const [point] = chart('objectPrecision')?.points ?? [];
  expect(point).toMatchObject({ value: 60, low: 55.00000000000001, high: 65 });
  expect(point?.words).toContain('95 % interval 55.0 to 65.0');
  expect(point?.words).toContain('200 captions, 2 cut off');
  expect(point?.href).toBe('#/captions?path=%2Fone&by=v0&seed=1&order=object-precision%3Adown');
});

test('words keep their deviation as bars and have their interval in words', () => {
  const [point] = chart('words')?.points ?? [];
  expect(point).toMatchObject({ low: 5, high: 11 });
  expect(point?.words).toContain('8.0 ± 3.0 words\n95 % interval 7.5 to 8.5');
});

test('an interval of other captions than the figure’s is not taken for its own', () => {
  const [point] = chart('objectRecall')?.points ?? [];
  expect(point).toMatchObject({ value: 50, low: null, high: null });
  expect(point?.words).not.toContain('interval');
});

test('lengths are those of the chosen seed; the original text is taken once, tokens where they are known', () => {
  const all = [
    quality('original', 1, { lengths: [[3, 10]] }),
    quality('original', 2, { lengths: [[3, 10]] }),
    quality('v0', 1),
    quality('v0', 2, { lengths: [[9, 5]], tokenLengths: [[12, 5]] }),
  ];
  expect(countedLengths(all, 2, 'words')).toEqual([
    { source: 'original', lengths: [[3, 10]] },
    { source: 'v0', lengths: [[9, 5]] },
  ]);
  expect(
    lengthHistograms(countedLengths(all, null, 'tokens'), ['original', 'v0']).map(({ source }) => source),
  ).toEqual(['v0']);
  expect(lengthInWords(all, 'v0', 1, 'words')).toBe('8.0 ± 3.0, 200 captions');
  expect(lengthInWords(all, 'v0', null, 'words')).toBe('400 captions');
  const table = histogramTable(lengthHistograms(countedLengths(all, 1, 'words'), ['v0']), 'words');
  expect(table.rows.at(-1)).toEqual(['v0', 8, 8, 200, 100]);
});
