/**
 * Holm's step-down correction (1979) for several tests at once: adjusted p-values in the order given. Comparing them with alpha keeps the
 * chance of even one false claim among all of them below alpha.
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`A p-value lies between 0 and 1; ${p} was given.`);
  }
  const order = pValues.map((_, i) => i).sort((i, j) => (pValues[i] as number) - (pValues[j] as number));
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  order.forEach((i, rank) => {
    highest = Math.max(highest, Math.min(1, (pValues[i] as number) * (pValues.length - rank)));
    adjusted[i] = highest;
  });
  return adjusted;
}
