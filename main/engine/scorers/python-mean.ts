/**
 * Python's `statistics.mean` of thirds (0, 1/3, 2/3, 1 as doubles): summed exactly and rounded once, where a running sum is rounded at every
 * step. Any multiples of 2^-54 up to 1 will do.
 */
export function pythonMean(values: readonly number[]): number {
  const sum = values.reduce((all, value) => all + BigInt(value * 2 ** 54), 0n);
  const scaled = sum << 64n;
  const count = BigInt(values.length);
  // What the division leaves over decides only whether a half is more than one.
  const quotient = scaled / count + (scaled % count === 0n ? 0n : 1n);
  return Number(quotient) / 2 ** 118;
}
