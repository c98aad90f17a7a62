import { expect, test } from 'vitest';
import { evidenceOf } from '../../../../main/engine/report/evidence.ts';
import type { Table } from '../../../../main/engine/report/table.ts';
import { tableCsv } from '../../../../main/engine/report/table-csv.ts';
import { tableHtml } from '../../../../main/engine/report/table-html.ts';
import { tableLatex } from '../../../../main/engine/report/table-latex.ts';
import { clausesTable } from '../../../../main/engine/report/tables/clauses.ts';
import { madeUpReport } from './made-up.ts';

const input = madeUpReport();
const table = clausesTable(input, evidenceOf(input)) as Table;

test('one row a model; where there is no such clause its truth is missing, never 0', () => {
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(['V3', 'Spatial specialist', 'Final generalist']);
  const [grounded, truth] = (table.rows[0]?.cells ?? []).slice(5, 7);
  expect(grounded).toEqual({ value: 0, low: 0, high: 0.005 });
  expect(truth).toBeNull();
});

test('clauses that nothing decides are told', () => {
  // 600 - 500 clauses a unit, over (0.1 + 2.5 + 0.8) spatial and 3 * 3 plain ones an image
  expect(table.notes.at(-1)).toBe(
    'Truth decides neither way in 340 of 2,040 spatial clauses and 900 of 5,400 plain clauses.',
  );
});

test('printed as the other tables are, with its intervals', () => {
  expect(tableCsv(table).split('\r\n')[0]).toContain('spatial,spatial_low,spatial_high,spatial_true,');
  expect(tableLatex(table)).toContain('Spatial specialist & the caption benchmark & 600 & 2.5');
  expect(tableHtml(table).text).toContain('<span class="interval">72.0 to 88.0</span>');
});

test('without specialists or captions there is no such table', () => {
  expect(clausesTable({ ...input, clauses: [] }, evidenceOf(input))).toBeNull();
  const plan = { ...input.plan, specialists: [] };
  expect(clausesTable({ ...input, plan }, evidenceOf(input))).toBeNull();
});
