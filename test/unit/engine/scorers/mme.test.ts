import { expect, test } from 'vitest';
import { mme, yesOrNo } from '../../../../main/engine/scorers/mme.ts';
import { golden } from './golden.ts';
import { benchWith, item } from './support.ts';

test('every answer, every score, every figure', () => {
  const found = golden<{
    parsed: [string, string][];
    items: { question_id: string; category: string; answer: string; said: string; score: number }[];
    figures: { perception: number; cognition: number; categories: Record<string, number> };
  }>('mme');
  expect(found.parsed.filter(([text, expected]) => yesOrNo(text) !== expected)).toEqual([]);
  const items = found.items.map(({ question_id, category, answer }, i) =>
    item(String(i), { question: question_id, category, answer: answer.toLowerCase() }),
  );
  expect(found.items.filter(({ said, score }, i) => mme.score(items[i] as never, said) !== score)).toEqual(
    [],
  );
  const details = mme.details(items, new Map(found.items.map(({ said }, i) => [String(i), said])));
  expect(details).toMatchObject({
    'perception (points)': found.figures.perception,
    'cognition (points)': found.figures.cognition,
    ...Object.fromEntries(
      Object.entries(found.figures.categories).map(([category, points]) => [`${category} (points)`, points]),
    ),
  });
});

const line = (answer: string, more = {}) =>
  JSON.stringify({
    question_id: 'code_reasoning/0020.png',
    category: 'code_reasoning',
    question: `Is it ${answer}? Please answer yes or no.`,
    answer,
    ...more,
  });

test('reads JSON lines in pairs; what is alone is counted and left out', async () => {
  const alone = line('Yes', { question_id: 'code_reasoning/0021.png' });
  const folder = await benchWith({ 'mme/mme.jsonl': [line('Yes'), line('No'), alone].join('\n') });
  const left: unknown[] = [];
  const items = await mme.read(folder, undefined, (what, count) => left.push([what, count]));
  expect(items).toEqual([
    {
      id: 'code_reasoning:code_reasoning/0020.png:1',
      image: 'code_reasoning/0020.png',
      prompt: 'Is it Yes?\nAnswer the question using a single word or phrase.',
      truth: { question: 'code_reasoning/0020.png', category: 'code_reasoning', answer: 'yes' },
    },
    expect.objectContaining({ id: 'code_reasoning:code_reasoning/0020.png:2' }),
  ]);
  expect(left).toEqual([['questions', 1]]);
});

test('reads the official folders', async () => {
  const folder = await benchWith({
    'mme/existence/000000006040.txt': 'Is there a dog? Please answer yes or no.\tYes\nIs there a cat?\tNo\n',
    'mme/posters/questions_answers_YN/tt0048028.txt': 'Is it A?\tYes\nIs it B?\tNo',
    'images/posters/tt0048028.png': '',
  });
  expect((await mme.read(folder))?.map(({ id, image }) => [id, image])).toEqual([
    ['existence:000000006040:1', 'existence/000000006040.jpg'],
    ['existence:000000006040:2', 'existence/000000006040.jpg'],
    ['posters:tt0048028:1', 'posters/tt0048028.png'],
    ['posters:tt0048028:2', 'posters/tt0048028.png'],
  ]);
});

test('an answer that is neither is named with its line', async () => {
  const folder = await benchWith({ 'mme/mme.jsonl': [line('Yes'), line('perhaps')].join('\n') });
  await expect(mme.read(folder)).rejects.toThrow(/line 2, field "answer": "Yes" or "No".*perhaps/);
});
