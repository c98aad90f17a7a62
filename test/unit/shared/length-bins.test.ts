import { expect, test } from 'vitest';
import { lengthHistograms, mostCommonLength } from '../../../shared/length-bins.ts';

const counted = (source: string, ...lengths: [number, number][]) => ({ source, lengths });

test('all sources stand on the same bins, in the order asked for; those without captions are left out', () => {
  const found = lengthHistograms(
    [counted('v0', [2, 3], [4, 1]), counted('original', [1, 10]), counted('v1')],
    ['original', 'v0', 'v1'],
  );
  expect(found.map(({ source }) => source)).toEqual(['original', 'v0']);
  expect(found[0]?.bins.map(({ from, captions }) => [from, captions])).toEqual([
    [0, 0],
    [1, 10],
    [2, 0],
    [3, 0],
    [4, 0],
  ]);
  expect(found[1]?.bins.map(({ share }) => share)).toEqual([0, 0, 75, 0, 25]);
});

test('seeds are taken together', () => {
  const [v0] = lengthHistograms([counted('v0', [1, 1]), counted('v0', [1, 1], [2, 2])], ['v0']);
  expect(v0?.bins.map(({ captions }) => captions)).toEqual([0, 2, 2]);
});

test('long captions want wider bins, thirty at the most; the few beyond all others stand in the last', () => {
  const [long] = lengthHistograms([counted('v0', [10, 500], [100, 499], [5000, 1])], ['v0']);
  expect(long?.bins.length).toBeLessThanOrEqual(30);
  expect(long?.bins.at(-1)).toMatchObject({ captions: 500 });
  expect(long?.bins.reduce((sum, { captions }) => sum + captions, 0)).toBe(1000);
  expect(mostCommonLength(long?.bins ?? [], 'words')).toBe('most often 8 to 11 words (50 %)');
});

test('captions of no words at all have a bin, too', () => {
  const [empty] = lengthHistograms([counted('v0', [0, 7])], ['v0']);
  expect(empty?.bins.map(({ captions }) => captions)).toEqual([7, 0]);
});
