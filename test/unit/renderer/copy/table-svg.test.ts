/** A table drawn once, as it was reviewed by eye; what data from anywhere must not do to the drawing; how long ones are cut. */
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { mostRows, tableLayout } from '../../../../renderer/copy/table-layout.ts';
import { tableSvg } from '../../../../renderer/copy/table-svg.ts';
import type { Tabular } from '../../../../renderer/copy/tabular.ts';

/** Near the typeface's own widths, and the same everywhere. */
const measure = (text: string, weight: number): number => text.length * (weight > 500 ? 7 : 6.5);

const scores: Tabular = {
  title: 'Benchmarks, each model’s main score with its 95 % interval',
  columns: ['model', 'benchmark', 'value', 'low', 'high', 'n', 'lost_without it', 'note'],
  rows: [
    ['V0', 'POPE', 0.5123, 0.48, 0.541, 3000, null, null],
    [
      'V1',
      'POPE',
      0.61,
      0.5812345,
      0.64,
      12_000,
      -0.021,
      'It says what is there & no more: <b>two</b> lines of it where one would be too wide.',
    ],
    ['Final', 'RefCOCO', 0.7, 0.66, 0.74, 500, 0.00001, '–'],
  ],
};

test('a table as a drawing', async () => {
  await expect(tableSvg(scores, measure)).toMatchFileSnapshot('../pictures/table.svg');
});

const textsOf = (svg: string) => {
  const { document } = parseHTML(svg);
  return [...document.querySelectorAll('text')].map((one) => ({
    text: one.textContent,
    anchor: one.getAttribute('text-anchor'),
    x: Number(one.getAttribute('x')),
  }));
};

test('figures stand to the right on one edge, with the same decimals; texts to the left', () => {
  const texts = textsOf(tableSvg(scores, measure));
  const values = ['0.5123', '0.6100', '0.7000'].map((text) => texts.find((one) => one.text === text));
  expect(values.map((one) => one?.anchor)).toEqual(['end', 'end', 'end']);
  expect(new Set(values.map((one) => one?.x)).size).toBe(1);
  expect(texts.find(({ text }) => text === '12,000')?.anchor).toBe('end');
  expect(texts.find(({ text }) => text === '−0.02100')?.anchor).toBe('end');
  expect(texts.find(({ text }) => text === 'RefCOCO')?.anchor).toBeNull();
  expect(texts.some(({ text }) => text === 'lost_without it')).toBe(false);
});

test('no column reaches into the next, however wide its texts are', () => {
  const { texts, width } = tableLayout(scores, measure);
  const lines = Map.groupBy(texts, ({ y }) => y);
  for (const line of lines.values()) {
    const spans = line
      .map(({ x, text, anchor, weight }) => {
        const own = measure(text, weight);
        return anchor === 'end' ? [x - own, x] : [x, x + own];
      })
      .sort(([a = 0], [b = 0]) => a - b);
    spans.forEach(([from = 0], at) => {
      if (at > 0) expect(from).toBeGreaterThan(spans[at - 1]?.[1] ?? 0);
    });
    expect(spans.at(-1)?.[1]).toBeLessThanOrEqual(width);
  }
});

test('a text from anywhere is a text in the drawing, never a part of it', () => {
  const svg = tableSvg(
    {
      title: '</title><script>alert(1)</script>',
      columns: ['"caption" & more'],
      rows: [['</text><image href="http://a.example/b.png"/>'], ['null \u0000 and half \ud800 a letter']],
    },
    measure,
  );
  expect(svg).not.toMatch(/<(script|image)/);
  expect(svg).toContain('&quot;caption&quot; &amp; more');
  expect(svg).toContain('null  and half \ufffd a letter');
  expect(svg.isWellFormed()).toBe(true);
});

test('a long text is cut where it can still be read, and a word wider than its line is broken', () => {
  const text = `${'/a/very/long/path'.repeat(20)} ${'word '.repeat(400)}`;
  const { texts, width } = tableLayout({ title: 'Long', columns: ['text'], rows: [[text]] }, measure);
  const lines = texts.slice(2);
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)?.text).toMatch(/ …$/);
  expect(Math.max(...lines.map((one) => measure(one.text, 400)))).toBeLessThanOrEqual(380);
  expect(width).toBeLessThan(480);
});

test('of more rows than a picture can show it says how many there are', () => {
  const rows = Array.from({ length: 1234 }, (_, at) => [at]);
  const texts = textsOf(tableSvg({ title: 'Many', columns: ['at'], rows }, measure));
  expect(texts.at(-1)?.text).toBe('The first 200 of 1,234 rows.');
  expect(texts).toHaveLength(mostRows + 3);
});

test('an empty table is its title, head and rules', () => {
  const svg = tableSvg({ title: 'Nothing', columns: ['a', 'b'], rows: [] }, measure);
  expect(textsOf(svg).map(({ text }) => text)).toEqual(['Nothing', 'a', 'b']);
  expect(svg).not.toContain('NaN');
});
