/** Tables for a paper that uses booktabs; any LaTeX engine takes them. Pure. */
import { figureColumns, type Tabular, type TabularCell } from './tabular.ts';

export function latexOf(table: Tabular): string {
  const { title, columns, rows } = table;
  return [
    '% needs \\usepackage{booktabs}',
    '\\begin{table}',
    '\\centering',
    `\\caption{${escaped(title)}}`,
    `\\begin{tabular}{${figureColumns(table)
      .map((figure) => (figure ? 'r' : 'l'))
      .join('')}}`,
    '\\toprule',
    `${columns.map(escaped).join(' & ')} \\\\`,
    '\\midrule',
    ...rows.map((row) => `${row.map(cellOf).join(' & ')} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

function cellOf(cell: TabularCell): string {
  if (cell === null) return '--';
  return typeof cell === 'number' ? `$${rounded(cell)}$` : escaped(cell);
}

/** Four figures that matter: more would be noise in print. */
const rounded = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));

const symbols: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '−': '$-$',
  '±': '$\\pm$',
  '²': '$^2$',
  '–': '--',
  '’': "'",
  '“': '``',
  '”': "''",
};

const escaped = (text: string): string =>
  text.replace(/[\\~^<>−±²–’“”]|[&%$#_{}]/g, (symbol) => symbols[symbol] ?? `\\${symbol}`);
