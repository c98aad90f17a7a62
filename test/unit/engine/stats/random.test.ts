import { describe, expect, test } from 'vitest';
import { mean, standardDeviation } from '../../../../main/engine/stats/index.ts';
import { randomBits, randomBlocks } from '../../../../main/engine/stats/random.ts';
import { resampledMeans } from '../../../../main/engine/stats/resampled-means.ts';

test('number by number and by blocks of any size it is one stream, and the generator’s own', () => {
  const next = randomBits(7);
  const singly = Array.from({ length: 200 }, next);
  const fill = randomBlocks(7);
  const inBlocks = [1, 2, 60, 137].flatMap((size) => {
    const block = new Uint32Array(size);
    fill(block);
    return [...block];
  });
  expect(inBlocks).toEqual(singly);
  // Written down when each number was still drawn by a call of its own: every stored interval rests on this stream.
  expect(singly.slice(0, 4)).toEqual([210494603, 711084892, 3993689120, 4089369890]);
  expect(randomBits(8)()).not.toBe(singly[0]);
});

/** Far above what chance gives with this fixed seed: mean `cells`, deviation sqrt(2 cells). */
const farOff = (cells: number) => cells + 4 * Math.sqrt(2 * cells);

describe('scores that all differ', () => {
  test('are drawn as often together as the multinomial says', () => {
    // Five items, a block of four and one of one; powers of six, so that a sum tells how often each was drawn.
    const column = Float64Array.from({ length: 5 }, (_, i) => 6 ** i);
    const resamples = 60_000;
    const [means] = resampledMeans([column], resamples, 3) as [Float64Array];
    const seen = new Map<number, number>();
    for (const mean of means) {
      const sum = Math.round(mean * 5);
      seen.set(sum, (seen.get(sum) ?? 0) + 1);
    }
    let chiSquared = 0;
    let cells = 0;
    const factorial = [1, 1, 2, 6, 24, 120];
    for (let sum = 0; sum < 6 ** 5; sum++) {
      const counts = [0, 1, 2, 3, 4].map((i) => Math.floor(sum / 6 ** i) % 6);
      if (counts.reduce((total, count) => total + count, 0) !== 5) continue;
      const ways = counts.reduce((product, count) => product / (factorial[count] as number), 120);
      const expected = (resamples * ways) / 5 ** 5;
      chiSquared += ((seen.get(sum) ?? 0) - expected) ** 2 / expected;
      cells++;
    }
    expect(cells).toBe(126);
    expect(chiSquared).toBeLessThan(farOff(cells));
  });

  test('each is drawn as often as the others, in whole blocks and in the rest', () => {
    // 600 is blocks of 256, 256, 64, 16 and 8; one column an item tells how often it was drawn.
    const items = 600;
    const resamples = 300;
    const columns = Array.from({ length: items }, (_, item) => {
      const column = new Float64Array(items);
      column[item] = items;
      return column;
    });
    const totals = resampledMeans(columns, resamples, 9).map((means) =>
      means.reduce((sum, mean) => sum + mean, 0),
    );
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(items * resamples);
    const chiSquared = totals.reduce((sum, total) => sum + (total - resamples) ** 2 / resamples, 0);
    expect(chiSquared).toBeLessThan(farOff(items));
    expect(chiSquared).toBeGreaterThan(items - 4 * Math.sqrt(2 * items));
  });

  test('have means as wide as theory says, whatever the number of items', () => {
    for (const items of [7, 100, 255, 256, 257, 1000]) {
      const column = Float64Array.from({ length: items }, (_, i) => Math.sqrt(i));
      const [means] = resampledMeans([column], 4000, items) as [Float64Array];
      const centre = mean(column);
      const variance = mean(column.map((score) => (score - centre) ** 2)) / items;
      expect(Math.abs(mean(means) - centre)).toBeLessThan(4 * Math.sqrt(variance / 4000));
      expect(standardDeviation(means) ** 2 / variance).toBeGreaterThan(0.9);
      expect(standardDeviation(means) ** 2 / variance).toBeLessThan(1.1);
    }
  });
});
