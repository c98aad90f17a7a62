/**
 * exp and log to the nearest double. What V8 brings is up to one unit in the last place off, the C library that Python uses is practically
 * never, and scores should not hang on that. Computed in pairs of doubles (Dekker 1971), about 100 bits.
 */

/** An unevaluated sum: the second is less than half a unit in the last place of the first. */
type Pair = readonly [number, number];

function sumOf(a: number, b: number): Pair {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

function halves(a: number): Pair {
  const big = 134217729 * a;
  const high = big - (big - a);
  return [high, a - high];
}

function productOf(a: number, b: number): Pair {
  const product = a * b;
  const [a1, a2] = halves(a);
  const [b1, b2] = halves(b);
  return [product, a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2];
}

function times([a, aLow]: Pair, [b, bLow]: Pair): Pair {
  const [product, low] = productOf(a, b);
  return sumOf(product, low + a * bLow + aLow * b);
}

function plus([a, aLow]: Pair, [b, bLow]: Pair): Pair {
  const [sum, low] = sumOf(a, b);
  return sumOf(sum, low + aLow + bLow);
}

function over([a, aLow]: Pair, by: number): Pair {
  const quotient = a / by;
  const [product, low] = productOf(quotient, by);
  return sumOf(quotient, (a - product - low + aLow) / by);
}

/** ln 2 in two parts; the first ends in zeros, so that whole multiples of it are exact. */
const ln2 = [0.6931471803691238, 1.9082149292705877e-10] as const;

function expPair(x: number): { pair: Pair; power: number } {
  const power = Math.round(x / Math.LN2);
  const [low, lowest] = productOf(power, ln2[1]);
  const rest = plus(sumOf(x - power * ln2[0], -low), [-lowest, 0]);
  let term: Pair = [1, 0];
  let sum: Pair = [1, 0];
  for (let n = 1; n <= 28; n++) {
    term = over(times(term, rest), n);
    sum = plus(sum, term);
  }
  return { pair: sum, power };
}

/** For -700 < x < 700; elsewhere as V8 has it. */
export function exp(x: number): number {
  if (!(Math.abs(x) < 700)) return Math.exp(x);
  const { pair, power } = expPair(x);
  return (pair[0] + pair[1]) * 2 ** power;
}

/** For whole numbers from 1 and all else between 1e-300 and 1e300; elsewhere as V8 has it. */
export function log(x: number): number {
  if (!(x > 1e-300 && x < 1e300)) return Math.log(x);
  const near = Math.log(x);
  const { pair, power } = expPair(-near);
  const [one, low] = times(pair, [x, 0]);
  const scale = 2 ** power;
  const error = one * scale - 1 + low * scale;
  return near + error;
}
