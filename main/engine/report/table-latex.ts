import { formatted, formattedDeviation } from './format.ts';
import type { Cell, Column, Table } from './table.ts';

/** A `table` for a paper that uses booktabs; compiles with pdfLaTeX, XeLaTeX and LuaLaTeX. */
export function tableLatex(table: Table): string {
  const alignment = table.columns.map(({ format }) => (format === 'text' ? 'l' : 'r')).join('');
  const lines = table.rows.flatMap((row, i) => [
    ...(i > 0 && row.group !== table.rows[i - 1]?.group ? ['\\midrule'] : []),
    `${row.cells.map((cell, c) => cellOf(cell, table.columns[c] as Column)).join(' & ')} \\\\`,
  ]);
  return [
    '% needs \\usepackage{booktabs}',
    '\\begin{table}',
    '\\centering',
    `\\caption{${escaped([table.title, ...table.notes].map(sentence).join(' '))}}`,
    `\\label{tab:${table.id}}`,
    `\\begin{tabular}{${alignment}}`,
    '\\toprule',
    `${table.columns.map(({ title, unit }) => escaped(unit ? `${title} (${unit})` : title)).join(' & ')} \\\\`,
    '\\midrule',
    ...lines,
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

function cellOf(cell: Cell, { format }: Column): string {
  if (cell === null) return '--';
  if (typeof cell === 'string') return escaped(cell);
  const { value, low, high, deviation, verdict } = cell;
  const mark = verdict === 'better' ? '$^{\\uparrow}$' : verdict === 'worse' ? '$^{\\downarrow}$' : '';
  const spread =
    deviation === undefined ? '' : ` $\\pm$ ${escaped(formattedDeviation(deviation, value, format))}`;
  const interval =
    low === undefined || high === undefined
      ? ''
      : ` {\\scriptsize [${escaped(formatted(low, format))}, ${escaped(formatted(high, format))}]}`;
  return `${escaped(formatted(value, format))}${mark}${spread}${interval}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const symbols: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '−': '$-$',
  '±': '$\\pm$',
  '≥': '$\\geq$',
  '×': '$\\times$',
  '²': '$^2$',
  '–': '--',
  '’': "'",
  '▲': '$\\uparrow$',
  '▼': '$\\downarrow$',
  '“': '``',
  '”': "''",
};

function escaped(text: string): string {
  return text.replace(/[\\~^<>−±≥×²–’▲▼“”]|[&%$#_{}]/g, (symbol) => symbols[symbol] ?? `\\${symbol}`);
}
