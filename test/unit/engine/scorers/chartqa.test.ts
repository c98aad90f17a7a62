import { expect, test } from 'vitest';
import { chartqa, isRelaxedMatch } from '../../../../main/engine/scorers/chartqa.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

test('every pair of answer and label', () => {
  const { cases } = golden<{ cases: [string, string, boolean][] }>('chartqa');
  expect(cases.filter(([said, label, right]) => isRelaxedMatch(said, label) !== right)).toEqual([]);
});

test('reads both official files and scores them apart', async () => {
  const entry = { imgname: '41699051005347.png', query: 'How many?', label: '14' };
  const folder = await benchWith({
    'chartqa/test_human.json': [entry, { ...entry, label: '15' }],
    'chartqa/test_augmented.json': [entry],
  });
  const items = (await chartqa.read(folder)) ?? [];
  expect(items.map(({ id, image }) => [id, image])).toEqual([
    ['test_augmented:0', entry.imgname],
    ['test_human:0', entry.imgname],
    ['test_human:1', entry.imgname],
  ]);
  expect(items[0]?.prompt).toBe('How many?\nAnswer the question with a single word.');
  const said = new Map(items.map(({ id }) => [id, '14']));
  expect(chartqa.details(items, said)).toEqual({
    'relaxed accuracy augmented': 1,
    'relaxed accuracy human': 0.5,
  });
  await expect(chartqa.read(await benchWith({ 'chartqa/test_human.json': { a: 1 } }))).rejects.toThrow(
    /a list is expected, not an object/,
  );
});
