import { expect, test } from 'vitest';
import { csvOf } from '../../../../renderer/copy/csv.ts';
import { latexOf } from '../../../../renderer/copy/latex.ts';

const table = {
  title: 'Scores of V0 & V1, in %',
  columns: ['model', 'value', 'note'],
  rows: [
    ['v0', 0.123456789, 'a "quoted", text'],
    ['v_1', null, '=1+1'],
    ['v2', 12, null],
  ],
} as const;

test('CSV keeps every digit, quotes what needs it and runs no formula', () => {
  expect(csvOf(table)).toBe(
    'model,value,note\r\nv0,0.123456789,"a ""quoted"", text"\r\nv_1,,\'=1+1\r\nv2,12,\r\n',
  );
});

test('LaTeX aligns figures to the right, escapes its own signs and rounds to four figures', () => {
  const latex = latexOf(table);
  expect(latex).toContain('\\begin{tabular}{lrl}');
  expect(latex).toContain('\\caption{Scores of V0 \\& V1, in \\%}');
  expect(latex).toContain('v\\_1 & -- & =1+1 \\\\');
  expect(latex).toContain('v0 & $0.1235$ & ');
  expect(latex).toContain('v2 & $12$ & -- \\\\');
});
