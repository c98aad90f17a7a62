import type { Judged } from '../evidence.ts';
import type { Figure } from '../table.ts';

/** A comparison as a cell of points with its interval and mark; null where the two were not compared. */
export const differenceCell = (compared: Judged | undefined): Figure | null =>
  compared
    ? {
        value: compared.difference,
        low: compared.low,
        high: compared.high,
        verdict: compared.verdict,
      }
    : null;
