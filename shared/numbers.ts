/** Counts and rates as they are read: short, rounded to what matters. */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
export const count = (value: number): string => grouped.format(value);

/** `1,240`, `36`, `4.1`, `0.35`: three digits at most behind it. */
export function rate(value: number): string {
  if (value >= 10) return count(value);
  return value >= 1 ? value.toFixed(1) : value.toFixed(2);
}
