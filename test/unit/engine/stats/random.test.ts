import { expect, test } from 'vitest';
import { below, randomBits, randomBlocks } from '../../../../main/engine/stats/random.ts';
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

test('means of scores that all differ are those of the items drawn one by one', () => {
  const items = 37;
  const column = Float64Array.from({ length: items }, (_, i) => Math.sqrt(i));
  const second = column.map((score) => 1 - score);
  const [means, others] = resampledMeans([column, second], 100, 5) as [Float64Array, Float64Array];
  const next = randomBits(5);
  for (let r = 0; r < 100; r++) {
    let sum = 0;
    for (let i = 0; i < items; i++) sum += column[below(items, next())] as number;
    expect(means[r]).toBeCloseTo(sum / items, 12);
    expect(others[r]).toBeCloseTo(1 - sum / items, 12);
  }
});
