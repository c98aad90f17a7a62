import { describe, expect, test } from 'vitest';
import {
  consecutive,
  drawOrder,
  isCommon,
  isSwapped,
  orderFor,
  type PlacedPair,
  tokenOf,
} from '../../../../main/engine/judges/pairing.ts';

const stratum = { first: 'v0', second: 'v1', seed: 1 };
const ids = Array.from({ length: 1000 }, (_, i) => i + 1);

/** `each` pairs of every stratum. */
const pairsOf = (strata: number, each: number): PlacedPair[] =>
  Array.from({ length: strata * each }, (_, i) => {
    const of = Math.floor(i / each);
    const drawn = { first: `v${of}`, second: `v${of + 1}`, seed: 1 };
    return { id: i + 1, token: tokenOf(drawn, i + 1, 1), stratum: of, rank: i % each };
  });

test('each round against the one before it, the original first; specialists are not rounds', () => {
  expect(consecutive(['original', 'v0', 'v1', 'spatial', 'final'], 3)).toEqual([
    { first: 'original', second: 'v0', seed: 3 },
    { first: 'v0', second: 'v1', seed: 3 },
  ]);
  expect(consecutive(['original'], 1)).toEqual([]);
});

describe('the draw', () => {
  test('is the same for the same seed, another for another seed or other sources, and hangs on no order of ids', () => {
    const drawn = drawOrder(ids, stratum, 1);
    expect(drawOrder([...ids].reverse(), stratum, 1)).toEqual(drawn);
    expect([...drawn].sort((a, b) => a - b)).toEqual(ids);
    const overlap = (other: number[]) => drawn.slice(0, 100).filter((id) => other.slice(0, 100).includes(id));
    // By chance ten of a hundred are the same.
    expect(overlap(drawOrder(ids, stratum, 2)).length).toBeLessThan(25);
    expect(overlap(drawOrder(ids, { ...stratum, second: 'v2' }, 1)).length).toBeLessThan(25);
    expect(overlap(ids).length).toBeLessThan(25);
  });

  test('keeps its order when images are added', () => {
    const fewer = drawOrder(ids.slice(0, 500), stratum, 1);
    const more = drawOrder(ids, stratum, 1).filter((id) => id <= 500);
    expect(more).toEqual(fewer);
  });

  test('a million images are ordered in a moment', () => {
    const many = Array.from({ length: 1_000_000 }, (_, i) => i + 1);
    expect(new Set(drawOrder(many, stratum, 1).slice(0, 1000)).size).toBe(1000);
  });
});

describe('a judge’s order', () => {
  const pairs = pairsOf(3, 20);

  test('meets every pair once, the same every time, whatever the letters of the name', () => {
    const order = orderFor('Anna', pairs);
    expect(order.map(({ id }) => id).sort((a, b) => a - b)).toEqual(pairs.map(({ id }) => id));
    expect(orderFor('anna', [...pairs].reverse())).toEqual(order);
  });

  test('is balanced over the strata wherever a judge stops', () => {
    const order = orderFor('Anna', pairs);
    for (let stop = 1; stop <= order.length; stop++) {
      const counts = [0, 1, 2].map((of) => order.slice(0, stop).filter((one) => one.stratum === of).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  test('has the common pairs at the same places for everybody, and the others in an order of its own', () => {
    const anna = orderFor('Anna', pairs);
    const ben = orderFor('Ben', pairs);
    const common = (order: PlacedPair[]) => order.map((one) => (isCommon(one) ? one.id : null));
    expect(common(anna)).toEqual(common(ben));
    expect(common(anna).filter((id) => id !== null).length).toBe(30);
    expect(anna).not.toEqual(ben);
    // Two who stop half-way share all common pairs of that half, and few of the others.
    const half = (order: PlacedPair[]) => order.slice(0, 30).filter((one) => !isCommon(one));
    const shared = half(anna).filter((one) => half(ben).includes(one));
    expect(shared.length).toBeLessThan(half(anna).length);
  });

  test('does not tell the stratum by the place: within a block each comes first sometimes', () => {
    const first = new Set<number>();
    const order = orderFor('Anna', pairsOf(3, 60));
    for (let block = 0; block < order.length; block += 3) first.add((order[block] as PlacedPair).stratum);
    expect(first).toEqual(new Set([0, 1, 2]));
  });

  test('goes on as it was when more pairs of a stratum are drawn', () => {
    const more = pairsOf(1, 40);
    const before = orderFor('Anna', more.slice(0, 20)).filter(isCommon);
    expect(orderFor('Anna', more).filter(isCommon).slice(0, 10)).toEqual(before);
  });
});

test('sides are even over the pairs, and two judges see many pairs the other way round', () => {
  const tokens = pairsOf(1, 1000).map(({ token }) => token);
  const swapped = tokens.filter((token) => isSwapped(token, 'Anna')).length;
  expect(Math.abs(swapped - 500)).toBeLessThan(70);
  const different = tokens.filter((token) => isSwapped(token, 'Anna') !== isSwapped(token, 'Ben')).length;
  expect(Math.abs(different - 500)).toBeLessThan(70);
  expect(tokens.every((token) => isSwapped(token, 'ANNA') === isSwapped(token, 'anna'))).toBe(true);
});

test('a token tells neither sources nor image', () => {
  const tokens = ids.map((id) => tokenOf(stratum, id, 1));
  expect(new Set(tokens).size).toBe(ids.length);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{20}$/);
});
