/** Many 64-bit hashes in two typed arrays. */
export interface HashList {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

export interface DistinctHashes extends HashList {
  /** For each hash of the list, which of the distinct ones it is. */
  readonly which: Uint32Array;
}

/** Each hash once: blank pictures, of which there may be thousands, are then compared once. Open addressing. */
export function distinctHashes({ high, low }: HashList): DistinctHashes {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, high.length * 2)));
  const table = new Int32Array(slots).fill(-1);
  const which = new Uint32Array(high.length);
  const first = new Uint32Array(high.length);
  let count = 0;
  for (let i = 0; i < high.length; i++) {
    const [h, l] = [high[i] as number, low[i] as number];
    let slot = spread(h, l) & (slots - 1);
    for (;;) {
      const known = table[slot] as number;
      if (known === -1) {
        table[slot] = count;
        first[count] = i;
        which[i] = count++;
        break;
      }
      const at = first[known] as number;
      if (high[at] === h && low[at] === l) {
        which[i] = known;
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  const firsts = first.subarray(0, count);
  return {
    high: Uint32Array.from(firsts, (i) => high[i] as number),
    low: Uint32Array.from(firsts, (i) => low[i] as number),
    which,
  };
}

function spread(high: number, low: number): number {
  let h = Math.imul(high ^ (low >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ low, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
