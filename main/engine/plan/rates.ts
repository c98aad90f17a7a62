/** Measured rates and how one is chosen: the closest name that was measured, in runs of the most similar size, their median. Pure. */

/** One measurement: of so many items, each took so much (seconds, bytes or USD). */
export interface Measurement {
  readonly items: number;
  readonly perItem: number;
}

/** By name of rate (work.ts), the newest first. */
export interface Rates {
  readonly seconds: ReadonlyMap<string, readonly Measurement[]>;
  readonly bytes: ReadonlyMap<string, readonly Measurement[]>;
  readonly usd: ReadonlyMap<string, readonly Measurement[]>;
  /** Of the questions about named things a specialist could be asked, the share that found its things. */
  readonly filled: ReadonlyMap<string, readonly Measurement[]>;
}

export type Measure = keyof Rates;

export interface Chosen {
  readonly perItem: number;
  /** Whether this machine measured it; else it shipped with the project. */
  readonly here: boolean;
  /** Items of the newest run of that size. */
  readonly items: number;
  /** Drawn from another model's by the operations that both take. */
  readonly drawn?: boolean;
}

/** The newest of those within a factor of two of the most similar size. */
const mostAlike = 5;

/** Null where none of the names was ever measured. What this machine has measured always comes before what shipped. */
export function chosenRate(
  measure: Measure,
  names: readonly string[],
  items: number,
  here: Rates,
  shipped: Rates,
): Chosen | null {
  for (const source of [here, shipped]) {
    for (const name of names) {
      const known = source[measure].get(name);
      if (!known || known.length === 0) continue;
      const distance = (one: Measurement) => Math.abs(Math.log(Math.max(1, one.items) / Math.max(1, items)));
      const nearest = Math.min(...known.map(distance));
      const alike = known.filter((one) => distance(one) <= nearest + Math.log(2)).slice(0, mostAlike);
      return {
        perItem: median(alike.map(({ perItem }) => perItem)),
        here: source === here,
        items: (alike[0] as Measurement).items,
      };
    }
  }
  return null;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
