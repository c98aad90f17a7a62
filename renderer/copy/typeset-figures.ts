/** A column of figures as print sets them: the same decimals down the column, so that they can be compared at a glance. Pure. */
import type { TabularCell } from './tabular.ts';

/** Figures that matter in the column's largest value. More would be noise in print. */
const telling = 4;
const mostDecimals = 6;

export function typesetFigures(column: readonly TabularCell[]): string[] {
  const values = column.filter((cell) => typeof cell === 'number' && Number.isFinite(cell)) as number[];
  const decimals = values.every(Number.isInteger) ? 0 : decimalsFor(values);
  return column.map((cell) => (typeof cell === 'number' ? typeset(cell, decimals) : (cell ?? '–')));
}

function decimalsFor(values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs));
  const before = Math.floor(Math.log10(largest)) + 1;
  return Math.min(mostDecimals, Math.max(0, telling - before));
}

function typeset(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–';
  const fixed = value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // What is small is not nothing.
  const text = value !== 0 && Number(value.toFixed(decimals)) === 0 ? value.toExponential(1) : fixed;
  return text.replaceAll('-', '−');
}
