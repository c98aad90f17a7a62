/**
 * Seeded generator of 32-bit numbers for resampling: xoshiro128** (Blackman and Vigna 2018), integers only, so every machine gives the
 * same stream. Written with its state in local variables of one closure, which V8 keeps in registers.
 */
export function randomBits(seed: number): () => number {
  // splitmix32 spreads the seed over the state, so that neighbouring seeds give unrelated streams
  let mix = seed | 0;
  const spread = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = spread();
  let b = spread();
  let c = spread();
  let d = spread() | 1; // never all zero
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
}

/** A whole number in 0..n-1 from 32 random bits; the bias is n / 2^32, below one in 400,000 for 10,000 items. */
export function below(n: number, bits: number): number {
  return (bits * n * 2.3283064365386963e-10) | 0;
}
