import { expect, test } from 'vitest';
import { captionLengthPanels } from '../../../../main/engine/report/figures/caption-lengths.ts';
import { captionQualityPanels } from '../../../../main/engine/report/figures/caption-quality.ts';
import { objectTruthInWords } from '../../../../main/engine/report/object-truth-in-words.ts';
import { tableCsv } from '../../../../main/engine/report/table-csv.ts';
import { captionQualityTables } from '../../../../main/engine/report/tables/caption-quality.ts';
import { captionMetrics } from '../../../../shared/caption-quality.ts';
import { madeUpReport } from './made-up.ts';

test('every metric stands in one table, with its interval, unrounded in the CSV', () => {
  const input = madeUpReport();
  const tables = captionQualityTables(input);
  const keys = tables.flatMap(({ columns }) => columns.map(({ key }) => key));
  for (const { name } of captionMetrics) {
    expect(keys.filter((key) => key === name.replaceAll('-', '_')).length, name).toBeGreaterThan(0);
  }
  const variety = tables.find(({ id }) => id === 'captions-variety');
  const [header, original, first] = tableCsv(variety as NonNullable<typeof variety>)
    .split('\r\n')
    .map((line) => line.split(','));
  const at = header?.indexOf('repetition') as number;
  const truly = input.captionQuality[1]?.figures.find(({ metric }) => metric === 'repetition');
  expect(first?.slice(at, at + 3)).toEqual([truly?.value, truly?.low, truly?.high].map(String));
  expect(original?.[0]).toBe('Original text');
  // Nothing came before the original text.
  expect(original?.[header?.indexOf('new_words') as number]).toBe('');
});

test('a source that cannot be judged has no row: boxes and quotations only of who writes them', () => {
  const boxes = captionQualityTables(madeUpReport()).find(({ id }) => id === 'captions-boxes');
  expect(boxes?.rows.map(({ cells }) => cells[0])).toEqual(['Grounding specialist']);
});

test('less hallucination at matched length is marked as better', () => {
  const matched = captionQualityTables(madeUpReport()).find(({ id }) => id === 'captions-matched-length');
  expect(matched?.rows).toHaveLength(4);
  expect(matched?.rows[0]?.cells.at(-1)).toMatchObject({ value: -0.05, verdict: 'better' });
});

test('several seeds stand below each other, the original text once', () => {
  const tables = captionQualityTables(madeUpReport({ seeds: [1, 2] }));
  const length = tables.find(({ id }) => id === 'captions-length');
  expect(length?.rows.map(({ cells }) => cells.slice(0, 2).join(' '))).toEqual([
    'Original text all',
    'V0 1',
    'V0 2',
    'V1 1',
    'V1 2',
    'V2 1',
    'V2 2',
    'Grounding specialist 1',
    'Grounding specialist 2',
  ]);
});

test('rounds are drawn metric by metric, specialists are not rounds', () => {
  const panels = captionQualityPanels(madeUpReport());
  const chair = panels.find(({ metric }) => metric.name === 'chair-i');
  expect(chair?.chart.label).toMatch(/^CHAIRi: Original \d/);
  expect(chair?.chart.svg).toContain('V2');
  expect(panels.map(({ metric }) => metric.name)).not.toContain('box-iou');
});

test('a few endless captions do not squeeze the histogram of all others', () => {
  const panels = captionLengthPanels(madeUpReport());
  expect(panels.map(({ title, unit }) => `${title}, ${unit}`)).toEqual([
    'Original text, words',
    'Recaptions by V0, words',
    'Recaptions by V1, words',
    'Recaptions by V2, words',
    'Recaptions by V0, tokens',
    'Recaptions by V1, tokens',
    'Recaptions by V2, tokens',
  ]);
  expect(panels[0]?.chart.label).toBe('Words a caption, Original text: most often 10 to 11 words (80 %)');
});

test('tokens have a histogram of their own, without the original text, which has none', () => {
  const panels = captionLengthPanels(madeUpReport()).filter(({ unit }) => unit === 'tokens');
  expect(panels.map(({ title }) => title)).toEqual([
    'Recaptions by V0',
    'Recaptions by V1',
    'Recaptions by V2',
  ]);
  expect(panels[0]?.chart.label).toBe(
    'Tokens a caption, Recaptions by V0: most often 24 to 27 tokens (98 %)',
  );
});

test('it is said by what objects were judged, and what was not', () => {
  const told = {
    set: 'pretrain',
    instances: '/data/truth/pretrain.json',
    detections: '/data/found.json',
    minimumScore: 0.5,
    images: 3990,
    of: 5000,
    objects: 12_345,
    categories: 80,
    unjudged: 10,
    refused: null,
  };
  const said = objectTruthInWords(told);
  expect(said).toContain(
    'What is in 3,990 of 5,000 of the pretraining images is told by pretrain.json with found.json',
  );
  expect(said).toContain('12,345 objects of 80 categories. A detection counts from a score of 0.5 on');
  expect(said).toContain('10 are left out because a record about them could not be used');
  expect(objectTruthInWords({ ...told, refused: 'it is not JSON' })).toContain(
    'could not be used (it is not JSON)',
  );
});

test('a run without captions has neither', () => {
  const input = { ...madeUpReport(), captionQuality: [] };
  expect(captionQualityTables(input)).toEqual([]);
  expect(captionQualityPanels(input)).toEqual([]);
  expect(captionLengthPanels(input)).toEqual([]);
});
