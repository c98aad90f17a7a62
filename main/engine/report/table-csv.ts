import type { Cell, Figure, Table } from './table.ts';

/** RFC 4180. Values are unrounded; a column with intervals is followed by its `_low` and `_high`, one with deviations by its `_sd`. */
export function tableCsv(table: Table): string {
  const extras = table.columns.map((_, c) => ({
    interval: table.rows.some((row) => figureOf(row.cells[c])?.low !== undefined),
    deviation: table.rows.some((row) => figureOf(row.cells[c])?.deviation !== undefined),
    verdict: table.rows.some((row) => figureOf(row.cells[c])?.verdict !== undefined),
  }));
  const header = table.columns.flatMap(({ key }, c) => [
    key,
    ...(extras[c]?.interval ? [`${key}_low`, `${key}_high`] : []),
    ...(extras[c]?.deviation ? [`${key}_sd`] : []),
    ...(extras[c]?.verdict ? [`${key}_verdict`] : []),
  ]);
  const lines = table.rows.map((row) =>
    table.columns.flatMap((_, c) => {
      const cell = row.cells[c] ?? null;
      const figure = figureOf(cell);
      return [
        figure ? figure.value : cell,
        ...(extras[c]?.interval ? [figure?.low, figure?.high] : []),
        ...(extras[c]?.deviation ? [figure?.deviation] : []),
        ...(extras[c]?.verdict ? [figure?.verdict] : []),
      ];
    }),
  );
  return [header, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

function figureOf(cell: Cell | undefined): Figure | null {
  return typeof cell === 'object' ? cell : null;
}

function quoted(value: Cell | number | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  // a spreadsheet would run a text that begins like a formula
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
