/** What every benchmark ends with: a table for people and one line of JSON. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The goal, where it has one. */
  readonly goal: number | null;
  /** Whether less is better (seconds, bytes); more is otherwise. */
  readonly least?: boolean;
}

export function conclude(bench: string, figures: readonly Figure[]): void {
  const judged = figures.map(({ least = false, ...figure }) => {
    const { value, goal } = figure;
    return { ...figure, holds: goal === null ? null : least ? value <= goal : value >= goal };
  });
  for (const { name, value, unit, goal, holds } of judged) {
    const against = goal === null ? '' : `   goal ${goal}: ${holds ? 'holds' : 'MISSED'}`;
    console.log(`${name.padEnd(56)} ${value.toFixed(value < 10 ? 2 : 0).padStart(10)} ${unit}${against}`);
  }
  console.log(JSON.stringify({ bench, figures: judged }));
}
