/**
 * Python's `random` after `random.seed(n)`: the Mersenne Twister (Matsumoto and Nishimura 1998) with `random.choice` on top, for scorers
 * that guess with a seed.
 */
const size = 624;
const shift = 397;

export class PythonRandom {
  readonly #state = new Uint32Array(size);
  #at = size;

  /** `seed` is a whole number from 0 to 2^32 - 1. */
  constructor(seed: number) {
    const state = this.#state;
    state[0] = 19650218;
    for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, mixed(state[i - 1] as number)) + i;
    let i = 1;
    for (let k = 0; k < size; k++) {
      state[i] = ((state[i] as number) ^ Math.imul(mixed(state[i - 1] as number), 1664525)) + seed;
      i = this.#next(i);
    }
    for (let k = 0; k < size - 1; k++) {
      state[i] = ((state[i] as number) ^ Math.imul(mixed(state[i - 1] as number), 1566083941)) - i;
      i = this.#next(i);
    }
    state[0] = 0x80000000;
  }

  /** One of at least one. */
  choice<T>(of: readonly T[]): T {
    const bits = 32 - Math.clz32(of.length);
    let drawn = this.#draw() >>> (32 - bits);
    while (drawn >= of.length) drawn = this.#draw() >>> (32 - bits);
    return of[drawn] as T;
  }

  #next(i: number): number {
    if (i + 1 < size) return i + 1;
    this.#state[0] = this.#state[size - 1] as number;
    return 1;
  }

  #draw(): number {
    if (this.#at === size) this.#turn();
    let word = this.#state[this.#at++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  #turn(): void {
    const state = this.#state;
    for (let i = 0; i < size; i++) {
      const word = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % size] as number) & 0x7fffffff);
      state[i] = (state[(i + shift) % size] as number) ^ (word >>> 1) ^ (word & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }
}

const mixed = (word: number): number => word ^ (word >>> 30);
