/** Tables as CSV (RFC 4180) for spreadsheets; values unrounded. Pure. */
import type { Tabular, TabularCell } from './tabular.ts';

export const csvOf = ({ columns, rows }: Tabular): string =>
  [columns, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

function quoted(value: TabularCell): string {
  const text = value === null ? '' : String(value);
  // A spreadsheet would run a text that begins like a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
