/** Which pictures have been seen before: the same bytes, or a dHash that differs in few bits. Memory: about 100 bytes a picture. */

/** With four bands of 16 bits, hashes that differ in at most three bits share a band (pigeonhole), so that only those of a band are compared. */
const mostBits = 3;
const bands = 4;
const bandSize = 2 ** 16;

export class SeenPictures {
  readonly #exact = new Set<string>();
  readonly #heads = new Int32Array(bands * bandSize).fill(-1);
  #next = new Int32Array(bands * 1024);
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #count = 0;

  add(sha256: string, perceptual: string): void {
    this.#exact.add(sha256);
    const at = this.#count++;
    if (at === this.#high.length) this.#grow();
    const [high, low] = halves(perceptual);
    this.#high[at] = high;
    this.#low[at] = low;
    for (const [band, value] of bandsOf(high, low).entries()) {
      const head = band * bandSize + value;
      this.#next[bands * at + band] = this.#heads[head] as number;
      this.#heads[head] = at;
    }
  }

  hasExact(sha256: string): boolean {
    return this.#exact.has(sha256);
  }

  /** A picture without any gradient (one colour) is like no other: its hash says nothing. */
  hasLike(perceptual: string): boolean {
    const [high, low] = halves(perceptual);
    if (high === 0 && low === 0) return false;
    for (const [band, value] of bandsOf(high, low).entries()) {
      for (
        let at = this.#heads[band * bandSize + value] as number;
        at !== -1;
        at = this.#next[bands * at + band] as number
      ) {
        const differing = ones(high ^ (this.#high[at] as number)) + ones(low ^ (this.#low[at] as number));
        if (differing <= mostBits) return true;
      }
    }
    return false;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Uint32Array>(old: T, larger: T): T => {
      larger.set(old);
      return larger;
    };
    this.#next = grown(this.#next, new Int32Array(this.#next.length * 2));
    this.#high = grown(this.#high, new Uint32Array(this.#high.length * 2));
    this.#low = grown(this.#low, new Uint32Array(this.#low.length * 2));
  }
}

const halves = (hash: string): [number, number] => [
  Number.parseInt(hash.slice(0, 8), 16),
  Number.parseInt(hash.slice(8), 16),
];

const bandsOf = (high: number, low: number): number[] => [
  high >>> 16,
  high & 0xffff,
  low >>> 16,
  low & 0xffff,
];

function ones(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
