/** Quantile with linear interpolation (type 7 of Hyndman and Fan 1996). `sorted` ascending, not empty; q in 0..1. */
export function quantile(sorted: Float64Array, q: number): number {
  const at = q * (sorted.length - 1);
  const lower = Math.floor(at);
  const low = sorted[lower] as number;
  const high = sorted[Math.min(lower + 1, sorted.length - 1)] as number;
  return low + (at - lower) * (high - low);
}

/** The middle `confidence` of the resampled values. Sorts them in place. */
export function middle(values: Float64Array, confidence: number): { low: number; high: number } {
  values.sort();
  const tail = (1 - confidence) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}
