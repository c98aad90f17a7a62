/** numpy.mean of float64: sums in pairs of halves, eight at a time (numpy's `pairwise_sum`), so that the last bit is the same. */
export function numpyMean(values: ArrayLike<number>): number {
  return sumOf(values, 0, values.length) / values.length;
}

const block = 128;

function sumOf(values: ArrayLike<number>, from: number, count: number): number {
  const at = (i: number): number => values[from + i] as number;
  if (count > block) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    return sumOf(values, from, first) + sumOf(values, from + first, count - first);
  }
  if (count < 8) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += at(i);
    return sum;
  }
  const lanes = Array.from({ length: 8 }, (_, i) => at(i));
  const whole = count - (count % 8);
  for (let i = 8; i < whole; i += 8)
    for (let lane = 0; lane < 8; lane++) lanes[lane] = (lanes[lane] as number) + at(i + lane);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = lanes;
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let i = whole; i < count; i++) sum += at(i);
  return sum;
}
