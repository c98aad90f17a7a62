import { expect, test } from 'vitest';
import { keptExamples } from '../../../../main/engine/report/figures/kept-examples.ts';
import type { ReportInput } from '../../../../main/engine/report/input.ts';
import { tableCsv } from '../../../../main/engine/report/table-csv.ts';
import { clausesKeptTable } from '../../../../main/engine/report/tables/clauses-kept.ts';
import { madeUpReport } from './made-up.ts';

const share = (value: number) => ({ value, low: value - 0.05, high: value + 0.05, n: 240 });
const kept: NonNullable<ReportInput['keptClauses']>[number] = {
  ...{ specialist: 'spatial', captions: 5000, on: 'pretraining', images: 200 },
  kinds: [
    {
      ...{ kind: 'spatial', clauses: 7000, perHundred: { value: 140, low: 139, high: 141, n: 5000 } },
      ...{ before: share(0.1), final: share(0.2), finalAsked: share(0.7) },
    },
    {
      ...{ kind: 'text', clauses: 0, perHundred: { value: 0, low: 0, high: 0.1, n: 5000 } },
      ...{ before: null, final: null, finalAsked: null },
    },
  ],
  examples: [
    {
      ...{ image: 3, kind: 'spatial', clause: 'the dog is <b>left</b> of the cat', prompt: 'where?' },
      ...{ final: 'a dog.', finalAsked: 'the dog is above the cat.', kept: false },
      picture: { dataUri: 'data:image/png;base64,AAAA', width: 96, height: 96 },
    },
    {
      ...{
        image: null,
        kind: 'spatial',
        clause: 'a cat on the left',
        prompt: '',
        final: null,
        finalAsked: null,
      },
      ...{ kept: true, picture: null },
    },
  ],
};
const input: ReportInput = { ...madeUpReport(), keptClauses: [kept] };

test('a row for each kind that the specialist writes, with what was said before and what is kept', () => {
  const table = clausesKeptTable(input);
  expect(table?.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([['Spatial specialist', 'spatial']]);
  expect(tableCsv(table as NonNullable<typeof table>)).toContain(
    'final_asked,final_asked_low,final_asked_high',
  );
  expect(table?.rows[0]?.cells.at(-1)).toEqual({ value: 240 });
  expect(table?.notes[0]).toBe(
    'Compared on 200 pretraining images that the final generalist was asked about.',
  );
});

test('on the caption benchmark the note says why there is little to see', () => {
  const table = clausesKeptTable({ ...input, keptClauses: [{ ...kept, on: 'benchmark' }] });
  expect(table?.notes[0]).toContain('nobody is asked for places');
});

test('examples show what models wrote as text, and a picture only where there is one', () => {
  const page = keptExamples(input)?.text ?? '';
  expect(page).toContain('the dog is &lt;b&gt;left&lt;/b&gt; of the cat');
  expect(page).toContain('(lost)');
  expect(page.match(/<img /g)).toHaveLength(1);
  expect(page).toContain('asked the same');
});

test('nothing was looked for: neither table nor examples', () => {
  expect(clausesKeptTable(madeUpReport())).toBeNull();
  expect(keptExamples(madeUpReport())).toBeNull();
});
