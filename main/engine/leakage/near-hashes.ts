/** Hashes within a Hamming distance of each other, by multi-index hashing (Norouzi, Punjani and Fleet 2012): exact, no pair is missed. */
import { distinctHashes, type HashList } from './hash-list.ts';

const bands = 4;
const bandBits = 16;
const bandKeys = 2 ** bandBits;
/** Beyond, so many keys have to be looked up that comparing all with all is as quick. */
export const mostDistance = 11;

/** Hashes that can be looked up by any quarter of their bits. */
export interface HashIndex extends HashList {
  /** For each distinct hash, the first place in the list it came from. */
  readonly first: Int32Array;
  readonly bands: readonly Band[];
}

/**
 * Which hashes have which key: `entries[starts[key] .. starts[key + 1]]`. The hashes themselves lie beside, in the same order: looked up by
 * their place in the list, each would be a miss of the cache.
 */
interface Band extends HashList {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
}

export function indexHashes(list: HashList): HashIndex {
  const { high, low, which } = distinctHashes(list);
  const first = new Int32Array(high.length);
  for (let i = which.length - 1; i >= 0; i--) first[which[i] as number] = i;
  return {
    high,
    low,
    first,
    bands: Array.from({ length: bands }, (_, band) => bandIndex({ high, low }, band)),
  };
}

/** For each hash, the nearest of the index: its place there, or -1 where none is within `distance` bits; the first of several. */
export interface Nearest {
  readonly index: Int32Array;
  readonly distance: Uint8Array;
}

export function nearestHashes(of: HashList, among: HashIndex, distance: number): Nearest {
  const asked = distinctHashes(of);
  const found = search(asked, among, distance);
  return {
    index: Int32Array.from(asked.which, (hash) => {
      const at = found.index[hash] as number;
      return at === -1 ? -1 : (among.first[at] as number);
    }),
    distance: Uint8Array.from(asked.which, (hash) => found.distance[hash] as number),
  };
}

function search(of: HashList, among: HashIndex, distance: number): Nearest {
  const count = of.high.length;
  const index = new Int32Array(count).fill(-1);
  const best = new Uint8Array(count).fill(255);
  for (const [band, { starts, entries, ...hashes }] of among.bands.entries()) {
    const masks = flips(radiusOf(band, distance));
    for (let i = 0; i < count; i++) {
      const [high, low] = [of.high[i] as number, of.low[i] as number];
      const key = bandOf(high, low, band);
      let nearest = best[i] as number;
      for (let m = 0; m < masks.length; m++) {
        const probed = key ^ (masks[m] as number);
        const end = starts[probed + 1] as number;
        for (let at = starts[probed] as number; at < end; at++) {
          const bits = ones(high ^ (hashes.high[at] as number)) + ones(low ^ (hashes.low[at] as number));
          if (bits > distance || bits > nearest) continue;
          const other = entries[at] as number;
          if (bits === nearest && other >= (index[i] as number)) continue;
          nearest = bits;
          index[i] = other;
        }
      }
      best[i] = nearest;
    }
  }
  return { index, distance: best };
}

/** Of two hashes that differ in d = 4r + a bits, one of the first a + 1 bands differs in r or fewer, or another in r - 1 or fewer. */
function radiusOf(band: number, distance: number): number {
  const whole = Math.floor(distance / bands);
  return band <= distance % bands ? whole : whole - 1;
}

/** All keys of up to `radius` ones; none for a radius below 0. */
function flips(radius: number): number[] {
  const all = radius < 0 ? [] : [0];
  const add = (mask: number, from: number, left: number): void => {
    for (let bit = from; bit < bandBits; bit++) {
      all.push(mask | (1 << bit));
      if (left > 1) add(mask | (1 << bit), bit + 1, left - 1);
    }
  };
  if (radius > 0) add(0, 0, radius);
  return all;
}

function bandIndex({ high, low }: HashList, band: number): Band {
  const starts = new Uint32Array(bandKeys + 1);
  for (let i = 0; i < high.length; i++) {
    const key = bandOf(high[i] as number, low[i] as number, band);
    starts[key + 1] = (starts[key + 1] as number) + 1;
  }
  for (let key = 0; key < bandKeys; key++) {
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  }
  const next = starts.slice(0, bandKeys);
  const entries = new Uint32Array(high.length);
  for (let i = 0; i < high.length; i++) {
    const key = bandOf(high[i] as number, low[i] as number, band);
    const place = next[key] as number;
    entries[place] = i;
    next[key] = place + 1;
  }
  return {
    starts,
    entries,
    high: entries.map((i) => high[i] as number),
    low: entries.map((i) => low[i] as number),
  };
}

const bandOf = (high: number, low: number, band: number): number =>
  ((band < 2 ? high : low) >>> (band % 2 === 0 ? 16 : 0)) & 0xffff;

/** Bits that are set (Warren, Hacker's Delight, figure 5-2). */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
