/** Where the texts and rules of a typeset table stand: three rules, figures to the right, as journals set them. Pure. */
import { figureColumns, type Tabular } from './tabular.ts';
import { typesetFigures } from './typeset-figures.ts';
import { type Measure, shortened, wrapped } from './wrap.ts';

export interface PlacedText {
  /** Of its anchor and its baseline, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'end';
  readonly weight: number;
  readonly soft: boolean;
}

export interface TableLayout {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
  /** Across the whole table, at these heights. */
  readonly rules: readonly { readonly y: number; readonly thickness: number }[];
  readonly margin: number;
}

export const textSize = 13;
export const margin = 20;
export const lineHeight = 17;
/** From a line's top to its baseline. */
export const ascent = 13;
export const bold = 600;
const regular = 400;
const columnGap = 22;
const rowPadding = 3.5;
/** A text wider than this is broken into lines, of which there are so many at most. */
const widestText = 340;
const mostLines = 6;
const headWidth = 84;
const titleWidth = 420;
/** A picture of more rows could be read by nobody; the other formats have all of them. */
export const mostRows = 200;

interface Column {
  readonly isFigure: boolean;
  readonly head: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly width: number;
}

export function tableLayout(table: Tabular, measure: Measure): TableLayout {
  const rows = table.rows.slice(0, mostRows);
  const columns = columnsOf({ ...table, rows }, measure);
  const wide = columns.reduce((sum, { width }) => sum + width, 0) + columnGap * (columns.length - 1);
  const title = wrapped(table.title, Math.max(wide, titleWidth), (text) => measure(text, bold));
  const inner = Math.max(wide, ...title.map((text) => measure(text, bold)));
  const texts: PlacedText[] = [];
  const rules: { y: number; thickness: number }[] = [];
  let y = margin;
  const put = (lines: readonly string[], x: number, top: number, anchor: 'start' | 'end', weight: number) => {
    lines.forEach((text, at) => {
      if (text !== '')
        texts.push({ x, y: top + at * lineHeight + ascent, text, anchor, weight, soft: false });
    });
  };
  put(title, margin, y, 'start', bold);
  y += title.length * lineHeight + 8;
  rules.push({ y, thickness: 1.5 });

  // A table narrower than its title is not stretched: its columns keep together, its rules go along.
  const lefts = columns.map((_, at) =>
    columns.slice(0, at).reduce((x, one) => x + one.width + columnGap, margin),
  );
  const row = (part: (column: Column) => readonly string[], weight: number, fromBelow: boolean): void => {
    const lines = Math.max(1, ...columns.map((column) => part(column).length));
    columns.forEach((column, at) => {
      const own = part(column);
      const left = lefts[at] ?? margin;
      const top = y + rowPadding + (fromBelow ? (lines - own.length) * lineHeight : 0);
      put(own, column.isFigure ? left + column.width : left, top, column.isFigure ? 'end' : 'start', weight);
    });
    y += lines * lineHeight + 2 * rowPadding;
  };
  y += 2;
  row(({ head }) => head, bold, true);
  y += 2;
  rules.push({ y, thickness: 0.75 });
  y += 2;
  for (const at of rows.keys()) row(({ cells }) => cells[at] ?? [], regular, false);
  y += 2;
  rules.push({ y, thickness: 1.5 });
  const left = table.rows.length - rows.length;
  if (left > 0) {
    y += 6;
    const text = `The first ${mostRows} of ${table.rows.length.toLocaleString('en')} rows.`;
    texts.push({ x: margin, y: y + ascent, text, anchor: 'start', weight: regular, soft: true });
    y += lineHeight;
  }
  return { width: Math.ceil(inner + 2 * margin), height: Math.ceil(y + margin), texts, rules, margin };
}

function columnsOf(table: Tabular, measure: Measure): Column[] {
  const isFigure = figureColumns(table);
  return table.columns.map((name, at): Column => {
    const values = table.rows.map((row) => row[at] ?? null);
    const figure = isFigure[at] ?? false;
    const cells = figure
      ? typesetFigures(values).map((text) => [text])
      : values.map((value) => (value === null ? ['–'] : textLines(String(value), measure)));
    const own = Math.max(0, ...cells.flat().map((text) => measure(text, regular)));
    const head = wrapped(name.replaceAll('_', ' '), Math.max(own, headWidth), (text) => measure(text, bold));
    const width = Math.max(own, ...head.map((text) => measure(text, bold)));
    return { isFigure: figure, head, cells, width };
  });
}

const textLines = (text: string, measure: Measure): string[] =>
  shortened(
    wrapped(text.trim(), widestText, (part) => measure(part, regular)),
    mostLines,
  );
