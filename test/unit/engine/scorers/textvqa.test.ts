import { expect, test } from 'vitest';
import { textvqa } from '../../../../main/engine/scorers/textvqa.ts';
import { normaliseTextVqaAnswer } from '../../../../main/engine/scorers/textvqa-answer.ts';
import { golden } from './golden.ts';
import { benchWith, item } from './support.ts';

test('every answer is normalised and scored as LLaVA’s evaluator does it', () => {
  const { normalised, cases, accuracy } = golden<{
    normalised: [string, string][];
    cases: { answers: string[]; said: string; score: number }[];
    accuracy: number;
  }>('textvqa');
  expect(normalised.filter(([text, expected]) => normaliseTextVqaAnswer(text) !== expected)).toEqual([]);
  const scores = cases.map(({ answers, said }) => textvqa.score(item('1', { answers }), said));
  expect(cases.filter(({ score }, i) => !Object.is(scores[i], score))).toEqual([]);
  expect(scores.reduce((sum, one) => sum + one, 0) / scores.length).toBe(accuracy);
});

const question = {
  question_id: 34602,
  image_id: '003a8ae2ef43b901',
  question: 'what is the brand?',
  answers: Array(10).fill('nokia'),
};

test('reads the official file', async () => {
  const folder = await benchWith({
    'textvqa/TextVQA_0.5.1_val.json': { dataset_type: 'val', data: [question] },
  });
  expect(await textvqa.read(folder)).toEqual([
    {
      id: '34602',
      image: '003a8ae2ef43b901.jpg',
      prompt: 'what is the brand?\nAnswer the question using a single word or phrase.',
      truth: { answers: question.answers },
    },
  ]);
  expect(await textvqa.read(await benchWith({}))).toBeNull();
});

test.each([
  [{ ...question, answers: ['a'] }, /data \[0\], field "answers": ten answers are expected, not 1\./],
  [
    { ...question, answers: undefined },
    /not nothing; it has "question_id", "image_id", "question"\. Test questions have none/,
  ],
  [
    { ...question, question: undefined, question_str: 'x' },
    /field "question": a text is expected, not nothing; it has .*"question_str"/,
  ],
  [{ ...question, image_id: '../../etc/passwd' }, /field "image_id": an image inside the images folder/],
])('a faulty entry is named: %#', async (entry, message) => {
  await expect(textvqa.read(await benchWith({ 'textvqa/val.json': { data: [entry] } }))).rejects.toThrow(
    message,
  );
});

test('refuses repeated ids, several splits, and a file without the list', async () => {
  const twice = { data: [question, question] };
  await expect(textvqa.read(await benchWith({ 'textvqa/val.json': twice }))).rejects.toThrow(
    /id 34602: two entries have this id/,
  );
  const splits = { 'textvqa/val.json': { data: [question] }, 'textvqa/test.json': { data: [question] } };
  await expect(textvqa.read(await benchWith(splits))).rejects.toThrow(/test\.json, val\.json.*one split/);
  const other = { 'textvqa/val.json': { questions: [question], version: 1 } };
  await expect(textvqa.read(await benchWith(other))).rejects.toThrow(
    /field "data".*not nothing; it has "questions", "version"/,
  );
});
