import { expect, test } from 'vitest';
import { decodeCtc } from '../../../main/reader/ctc.ts';
import { textRegions } from '../../../main/reader/regions.ts';

/** Lines of digits: tenths of a chance. */
function mapOf(lines: readonly string[]): [Float32Array, number, number] {
  const width = lines[0]?.length ?? 0;
  return [Float32Array.from(lines.join(''), (digit) => Number(digit) / 10), width, lines.length];
}

test('a region of likely pixels becomes a box that has grown; faint and thin ones are none', () => {
  const blank = '0'.repeat(40);
  const row = (from: number, to: number, digit: string) =>
    blank.slice(0, from) + digit.repeat(to - from) + blank.slice(to);
  const lines = [
    ...Array.from({ length: 10 }, () => blank),
    ...Array.from({ length: 4 }, () => row(10, 20, '9')),
    ...Array.from({ length: 10 }, () => blank),
    ...Array.from({ length: 4 }, () => row(10, 20, '4')),
    ...Array.from({ length: 10 }, () => blank),
    row(10, 30, '9'),
    blank,
  ];
  // 10 x 4: grows by 40 x 1.6 / 28 = 2.3 on each side.
  expect(textRegions(...mapOf(lines))).toEqual([{ left: 7, top: 7, right: 23, bottom: 17 }]);
});

test('regions are read from the top, and none grows out of the picture', () => {
  const lines = Array.from({ length: 12 }, (_, y) =>
    y < 4 ? '999900000000' : y > 7 ? '000000009999' : '000000000000',
  );
  expect(textRegions(...mapOf(lines))).toEqual([
    { left: 0, top: 0, right: 6, bottom: 6 },
    { left: 6, top: 6, right: 12, bottom: 12 },
  ]);
});

test('a map of noise has an end', () => {
  const map = Float32Array.from({ length: 400 * 400 }, (_, i) =>
    Math.floor(i / 400) % 5 < 3 && i % 5 < 3 ? 1 : 0,
  );
  expect(textRegions(map, 400, 400)).toHaveLength(100);
});

test('repeats are one character unless a blank stands between them', () => {
  const characters = ['o', 'p', 'e', 'n'];
  const places = (classes: readonly number[]) => {
    const scores = new Float32Array(classes.length * 5);
    for (const [place, one] of classes.entries()) scores[place * 5 + one] = 0.8;
    return decodeCtc(scores, classes.length, characters);
  };
  expect(places([1, 1, 0, 2, 3, 3, 0, 4]).text).toBe('open');
  expect(places([1, 0, 1, 1]).text).toBe('oo');
  expect(places([1, 0, 1, 1]).chance).toBeCloseTo(0.8, 6);
  expect(places([0, 0])).toEqual({ text: '', chance: 0 });
});
