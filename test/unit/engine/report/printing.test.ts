import { describe, expect, test } from 'vitest';
import { formatted, formattedDeviation, listed } from '../../../../main/engine/report/format.ts';
import type { Table } from '../../../../main/engine/report/table.ts';
import { tableCsv } from '../../../../main/engine/report/table-csv.ts';
import { tableHtml } from '../../../../main/engine/report/table-html.ts';
import { tableLatex } from '../../../../main/engine/report/table-latex.ts';

const table: Table = {
  id: 'x',
  number: 'Table 1',
  title: 'A & B_c, 100 % “right”',
  columns: [
    { key: 'model', title: 'Model', format: 'text' },
    { key: 'score', title: 'Score', unit: '%', format: 'percent' },
    { key: 'words', title: 'Words', format: 'decimal' },
  ],
  rows: [
    {
      cells: [
        '=cmd()',
        { value: 0.5, low: 0.4, high: 0.6, verdict: 'better' },
        { value: 12.34, deviation: 3.21 },
      ],
      group: 'a',
    },
    { cells: ['say "a,b"', { value: -0.0001 }, null], group: 'b' },
  ],
  notes: ['IoU ≥ 0.5'],
};

test('CSV: unrounded, quoted, with intervals and deviations in columns of their own, and no formula', () => {
  expect(tableCsv(table)).toBe(
    [
      'model,score,score_low,score_high,score_verdict,words,words_sd',
      "'=cmd(),0.5,0.4,0.6,better,12.34,3.21",
      '"say ""a,b""",-0.0001,,,,,',
      '',
    ].join('\r\n'),
  );
});

test('LaTeX: escaped, with a rule between groups', () => {
  const latex = tableLatex(table);
  expect(latex).toContain("\\caption{A \\& B\\_c, 100 \\% ``right''. IoU $\\geq$ 0.5.}");
  expect(latex).toContain(
    '=cmd() & 50.0$^{\\uparrow}$ {\\scriptsize [40.0, 60.0]} & 12.3 $\\pm$ 3.2 \\\\\n\\midrule\n',
  );
  expect(latex).toContain('say "a,b" & 0.0 & -- \\\\');
  // nothing outside ASCII is left for a plain pdfLaTeX to stumble over
  expect(latex).toMatch(/^[\x20-\x7e\n]*$/);
});

test('HTML: row heads, a dash for what is missing, words for a mark', () => {
  const { text } = tableHtml(table);
  expect(text).toContain('<th scope="row" class="words">say &quot;a,b&quot;</th>');
  expect(text).toContain('<td class="missing">–</td>');
  expect(text).toContain('significantly better');
  expect(text).toContain('class="begins"');
});

describe('figures in print', () => {
  test.each([
    [0.5, 'percent', '50.0'],
    [-0.0001, 'percent', '0.0'],
    [-0.091, 'points', '−9.1'],
    [0.091, 'points', '+9.1'],
    [0.0001, 'points', '0.0'],
    [12_345.6, 'integer', '12,346'],
    [7.44, 'duration', '7.4 s'],
    [59.97, 'duration', '1 min 00 s'],
    [3599.8, 'duration', '1 h 00 min'],
    [7512, 'duration', '2 h 05 min'],
    [0.00306, 'usd', '0.00306'],
    [0.0001, 'probability', '< 0.001'],
  ] as const)('%f as %s is %s', (value, format, expected) => {
    expect(formatted(value, format)).toBe(expected);
  });

  test('lists read as sentences do', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((parts) => listed(parts))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

test('a deviation has as many decimals as its mean', () => {
  expect(formattedDeviation(0.966, 2.63, 'decimal')).toBe('1.0');
  expect(formattedDeviation(1.5, 0.25, 'decimal')).toBe('1.500');
});
