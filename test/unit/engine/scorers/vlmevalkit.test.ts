import { expect, test } from 'vitest';
import { vlmevalkit } from '../../../../main/engine/scorers/vlmevalkit.ts';
import { chosenOption } from '../../../../main/engine/scorers/vlmevalkit-answer.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

test('the option of every answer, by can_infer', () => {
  const { options, cases } = golden<{
    options: Record<string, string>[];
    cases: [number, string, string | null][];
  }>('vlmevalkit');
  const different = cases.filter(
    ([at, said, chosen]) => chosenOption(said, options[at] as Record<string, string>) !== chosen,
  );
  expect(different).toEqual([]);
  expect(cases.length).toBeGreaterThan(1000);
});

const base64 = Buffer.alloc(60, 1).toString('base64');
const table = (...rows: (string | number)[][]): string =>
  [
    ['index', 'image', 'image_path', 'question', 'hint', 'A', 'B', 'C', 'answer', 'category', 'split'],
    ...rows,
  ]
    .map((row) => row.join('\t'))
    .join('\n');

test('asked as VLMEvalKit asks, with the names that the import gives to the pictures', async () => {
  const folder = await benchWith({
    'vlmevalkit/mine.tsv': table(
      [7, base64, '', 'what is it?', 'look closely', 'a dog', 'a cat', 'None', 'B', 'animals', 'dev'],
      [1_000_007, 7, '', 'what is it?', '', 'a cat', 'a dog', '', 'A', 'animals', 'dev'],
      [8, '', 'more/8.jpg', 'how many?', 'nan', '1', '2', '3', 'C', 'counting', 'dev'],
      [9, base64, '', 'no options?', '', '', '', '', 'a dog', '', ''],
      [10, base64, '', 'no answer?', '', 'a', 'b', '', '', '', ''],
      [11, '', '', 'no picture?', '', 'a', 'b', '', 'A', '', ''],
      [12, `['${base64}', '${base64}']`, '', 'two pictures?', '', 'a', 'b', '', 'A', '', ''],
    ),
  });
  const left: unknown[] = [];
  const items = await vlmevalkit.read(folder, undefined, (what, count, why) => left.push([what, count, why]));
  expect(items?.map(({ id, image }) => [id, image])).toEqual([
    ['7', 'vlmevalkit/mine/1'],
    ['1000007', 'vlmevalkit/mine/1'],
    ['8', 'more/8.jpg'],
  ]);
  // "None" is lost, as pandas reads it as nothing.
  expect(items?.[0]?.prompt).toBe(
    'Hint: look closely\nQuestion: what is it?\nOptions:\nA. a dog\nB. a cat\nPlease select the correct answer from the options above. \n',
  );
  expect(items?.[2]?.prompt).toBe(
    'Question: how many?\nOptions:\nA. 1\nB. 2\nC. 3\nPlease select the correct answer from the options above. \n',
  );
  expect(left).toEqual([
    ['questions', 1, 'they have no options; only multiple choice is scored'],
    ['questions', 1, 'they have no answer, as in test splits'],
    ['questions', 1, 'they have no image'],
    ['questions', 1, 'it names several images; one image a conversation is read'],
  ]);
});

test('accuracy, by split and category, and with every turn of a question right', async () => {
  const row = (index: number, answer: string, category: string) =>
    [index, base64, '', 'what is it?', '', 'a dog', 'a cat', 'a bird', answer, category, 'dev'] as const;
  const folder = await benchWith({
    'vlmevalkit/mine.tsv': table(
      [...row(1, 'A', 'animals')],
      [...row(1_000_001, 'B', 'animals')],
      [...row(2, 'A', 'animals')],
      [...row(1_000_002, 'B', 'animals')],
      [...row(3, 'C', 'birds')],
    ),
  });
  const items = (await vlmevalkit.read(folder)) ?? [];
  const said = new Map([
    ['1', 'A'],
    ['1000001', 'The answer is B.'],
    ['2', 'a dog'],
    ['1000002', 'A'],
    ['3', 'something else'],
  ]);
  expect(items.map((item) => vlmevalkit.score(item, said.get(item.id) ?? ''))).toEqual([1, 1, 1, 0, 0]);
  expect(vlmevalkit.details(items, said)).toEqual({
    'circular accuracy': 1 / 3,
    'no option found': 1 / 5,
    'split dev': 3 / 5,
    'category animals': 3 / 4,
    'category birds': 0,
  });
});

test('one table by itself, an absent one, a damaged one, the same index twice', async () => {
  const good = table([1, base64, '', '?', '', 'a', 'b', '', 'A', '', '']);
  const folder = await benchWith({ 'one.tsv': good, 'two.tsv': good, 'twice/a.tsv': `${good}\n${good}` });
  expect((await vlmevalkit.read(folder, 'one.tsv'))?.map(({ id, image }) => [id, image])).toEqual([
    ['1', 'one/1'],
  ]);
  expect((await vlmevalkit.read(folder, '.'))?.map(({ id, image }) => [id, image])).toEqual([
    ['one/1', 'one/1'],
    ['two/1', 'two/1'],
  ]);
  expect(await vlmevalkit.read(folder)).toBeNull();
  const twice = await benchWith({
    'vlmevalkit/a.tsv': table(
      [1, base64, '', '?', '', 'a', 'b', '', 'A', '', ''],
      [1, base64, '', '?', '', 'a', 'b', '', 'A', '', ''],
    ),
  });
  await expect(vlmevalkit.read(twice)).rejects.toThrow(/id 1: two entries have this id/);
  const outside = await benchWith({
    'vlmevalkit/a.tsv': table([1, '', '../../secret.jpg', '?', '', 'a', 'b', '', 'A', '', '']),
  });
  await expect(vlmevalkit.read(outside)).rejects.toThrow(
    /row 1, field "image_path".*inside the images folder/,
  );
});
