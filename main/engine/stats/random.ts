/**
 * Seeded generator of 32-bit numbers for resampling: xoshiro128** (Blackman and Vigna 2018), integers only, so every machine gives the
 * same stream, whether it is taken number by number or by the block.
 */
export function randomBits(seed: number): () => number {
  const fill = randomBlocks(seed);
  const block = new Uint32Array(64);
  let at = block.length;
  return () => {
    if (at === block.length) {
      fill(block);
      at = 0;
    }
    return block[at++] as number;
  };
}

/**
 * The same stream, filling whole arrays: the state stays in local variables, which V8 keeps in registers, where a call a number would load
 * and store it each time. That halves what drawing costs.
 */
export function randomBlocks(seed: number): (block: Uint32Array) => void {
  const state = seededState(seed);
  return (block) => {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let i = 0; i < block.length; i++) {
      const product = Math.imul(b, 5);
      block[i] = Math.imul((product << 7) | (product >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    state.set([a, b, c, d]);
  };
}

/** splitmix32 spreads the seed over the state, so that neighbouring seeds give unrelated streams. */
function seededState(seed: number): Int32Array {
  let mix = seed | 0;
  const spread = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  // never all zero
  return Int32Array.of(spread(), spread(), spread(), spread() | 1);
}

/** A whole number in 0..n-1 from 32 random bits; the bias is n / 2^32, below one in 400,000 for 10,000 items. */
export function below(n: number, bits: number): number {
  return (bits * n * 2.3283064365386963e-10) | 0;
}
