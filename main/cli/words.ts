/** Figures and times in the words of a terminal. */

export const bytes = (value: number): string =>
  value < 1e9 ? `${Math.round(value / 1e6)} MB` : `${(value / 1e9).toFixed(1)} GB`;

export const secondsBetween = (from: string | null, to: string | null): number | null =>
  from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;

/** Rows of cells as aligned columns. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  return rows
    .map((row) =>
      row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] as number))).join('  '),
    )
    .join('\n');
}

/** `1 benchmark`, `5,000 captions`: a number of a step's units, whose names are plural. */
export const counted = (count: number, units: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? units.replace(/s$/, '') : units}`;
