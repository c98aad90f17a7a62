/** What a comparison may be called, from its p-value after Holm's correction. */
export function verdictOf(
  difference: number,
  adjustedPValue: number,
  alpha: number,
): 'better' | 'worse' | 'same' {
  if (adjustedPValue >= alpha || difference === 0) return 'same';
  return difference > 0 ? 'better' : 'worse';
}
