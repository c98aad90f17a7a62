/** Which pairs are drawn, in which order a judge meets them and which caption stands left. Pure: the same seed draws the same everywhere. */
import { createHash } from 'node:crypto';
import type { Stratum } from '../../../shared/judge.ts';
import { generalistRound } from './sources.ts';

/** A drawn pair, as its order is found. */
export interface PlacedPair {
  readonly id: number;
  readonly token: string;
  readonly stratum: number;
  /** Its place in its stratum's draw. */
  readonly rank: number;
}

/** Each round's text against the one before it: the original, then what the generalists wrote (the paper's Table 8). */
export function consecutive(sources: readonly string[], seed: number): Stratum[] {
  const rounds = sources.filter((source) => source === 'original' || generalistRound(source) !== null);
  return rounds.slice(1).map((second, i) => ({ first: rounds[i] as string, second, seed }));
}

/** The images in the order in which they are drawn. A longer draw begins with the shorter one. */
export function drawOrder(imageIds: readonly number[], stratum: Stratum, drawSeed: number): number[] {
  const { first, second, seed } = stratum;
  const start = hash32(drawSeed, first, second, seed);
  const ids = Float64Array.from(imageIds).sort();
  // Key and place in one number that sorts natively: a million images in a fraction of a second.
  const places = 2 ** Math.ceil(Math.log2(Math.max(2, ids.length)));
  const dropped = Math.max(1, places / 2 ** 21);
  const keyed = ids.map((id, place) => Math.floor(mixed(start, id) / dropped) * places + place).sort();
  return Array.from(keyed, (key) => ids[key % places] as number);
}

/** All that a judge is told of a pair. */
export function tokenOf({ first, second, seed }: Stratum, imageId: number, drawSeed: number): string {
  return digest('pair', drawSeed, first, second, seed, imageId).toString('hex').slice(0, 20);
}

/**
 * A judge's order. Every second pair of a stratum is common: all judges meet those first of all and in the same order, so that their
 * agreement can be told however early they stop. The pairs between them come in an order of the judge's own, so that several judges cover
 * more pictures than one. Each block holds one pair of every stratum, shuffled: a place in the order tells nothing about the sources, and
 * whoever stops early has judged all strata alike.
 */
export function orderFor(judge: string, pairs: readonly PlacedPair[]): PlacedPair[] {
  const name = judge.toLowerCase();
  const common = inBlocks(pairs.filter(isCommon), ({ rank }) => rank);
  const ownStart = hash32('own', name);
  const own = inBlocks(
    pairs.filter((pair) => !isCommon(pair)),
    ({ token }) => mixed(ownStart, bitsOf(token)),
  );
  const order: PlacedPair[] = [];
  const [commonPlace, ownPlace] = [hash32('place', 'common'), hash32('place', name)];
  for (let block = 0; block < Math.max(common.length, own.length); block++) {
    order.push(...shuffled(common[block] ?? [], commonPlace), ...shuffled(own[block] ?? [], ownPlace));
  }
  return order;
}

export const isCommon = ({ rank }: Pick<PlacedPair, 'rank'>): boolean => rank % 2 === 0;

/** True: the second source's caption stands left. It hangs on the judge too, so that no side is better for all of them. */
export const isSwapped = (token: string, judge: string): boolean =>
  mixed(hash32('side', judge.toLowerCase()), bitsOf(token)) % 2 === 1;

/** The n-th of every stratum, by `key` within it. */
function inBlocks(pairs: readonly PlacedPair[], key: (pair: PlacedPair) => number): PlacedPair[][] {
  const blocks: PlacedPair[][] = [];
  for (const stratum of Map.groupBy(pairs, (pair) => pair.stratum).values()) {
    stratum
      .map((pair) => ({ pair, key: key(pair) }))
      .sort((a, b) => a.key - b.key || a.pair.rank - b.pair.rank)
      .forEach(({ pair }, place) => {
        blocks[place] ??= [];
        blocks[place].push(pair);
      });
  }
  return blocks;
}

const shuffled = (pairs: readonly PlacedPair[], start: number): PlacedPair[] =>
  pairs
    .map((pair) => ({ pair, key: mixed(start, bitsOf(pair.token)) }))
    .sort((a, b) => a.key - b.key)
    .map(({ pair }) => pair);

/** A token is a digest: its first digits are as random as another one of it. */
const bitsOf = (token: string): number => Number.parseInt(token.slice(0, 8), 16);

const digest = (...parts: (string | number)[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();

const hash32 = (...parts: (string | number)[]): number => digest(...parts).readUInt32BE();

/** MurmurHash3's finalizer: as good as a digest for an order, and a million images want it. */
function mixed(start: number, id: number): number {
  let z = (start ^ Math.imul(id, 0x9e3779b1)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
