import { describe, expect, test } from 'vitest';
import { distinctHashes, type HashList } from '../../../../main/engine/leakage/hash-list.ts';
import { indexHashes, nearestHashes } from '../../../../main/engine/leakage/near-hashes.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';

const listOf = (hashes: readonly (readonly [number, number])[]): HashList => ({
  high: Uint32Array.from(hashes, ([high]) => high),
  low: Uint32Array.from(hashes, ([, low]) => low),
});

/** Bits in which two hashes differ, one by one. */
function differing(a: readonly [number, number], b: readonly [number, number]): number {
  let count = 0;
  for (let bit = 0; bit < 32; bit++) {
    if (((a[0] ^ b[0]) >>> bit) & 1) count++;
    if (((a[1] ^ b[1]) >>> bit) & 1) count++;
  }
  return count;
}

function flipped([high, low]: readonly [number, number], bits: number, next: () => number): [number, number] {
  const chosen = new Set<number>();
  while (chosen.size < bits) chosen.add(next() % 64);
  let [h, l] = [high, low];
  for (const bit of chosen) {
    if (bit < 32) h ^= 1 << bit;
    else l ^= 1 << (bit - 32);
  }
  return [h >>> 0, l >>> 0];
}

describe.each([0, 1, 2, 3, 4, 5, 7, 8, 11])('within %i bits', (distance) => {
  test('finds the nearest that comparing all with all finds', () => {
    const next = randomBits(distance + 1);
    const among = Array.from({ length: 300 }, (): [number, number] => [next(), next()]);
    // From 0 to 13 bits off, the flips wherever they fall.
    const of = among.flatMap((hash, i) => (i % 2 === 0 ? [flipped(hash, i % 14, next)] : [hash]));
    const found = nearestHashes(listOf(of), indexHashes(listOf(among)), distance);
    for (const [i, hash] of of.entries()) {
      const bits = among.map((other) => differing(hash, other));
      const least = Math.min(...bits);
      const expected = least <= distance ? bits.indexOf(least) : -1;
      expect(found.index[i]).toBe(expected);
      if (expected !== -1) expect(found.distance[i]).toBe(least);
    }
  });
});

test('many equal hashes are one: the first of them is named, each of the asked is answered', () => {
  const blank = [0xffffffff, 0] as const;
  const among = listOf([[1, 1], ...Array.from({ length: 50_000 }, () => blank)]);
  const of = listOf(Array.from({ length: 50_000 }, () => blank));
  // Compared pair by pair this would be 2,500 million comparisons, which the runner's limit ends.
  const found = nearestHashes(of, indexHashes(among), 8);
  expect(new Set(found.index)).toEqual(new Set([1]));
  expect(new Set(found.distance)).toEqual(new Set([0]));
});

test('nothing to ask, and nothing to find', () => {
  const none = listOf([]);
  expect(nearestHashes(none, indexHashes(listOf([[1, 2]])), 4).index).toHaveLength(0);
  expect([...nearestHashes(listOf([[1, 2]]), indexHashes(none), 4).index]).toEqual([-1]);
});

test('distinct hashes: each once, in the order of their first', () => {
  const { high, low, which } = distinctHashes(
    listOf([
      [5, 6],
      [6, 5],
      [5, 6],
      [5, 7],
    ]),
  );
  expect([[...high], [...low], [...which]]).toEqual([
    [5, 6, 5],
    [6, 5, 7],
    [0, 1, 0, 2],
  ]);
});
