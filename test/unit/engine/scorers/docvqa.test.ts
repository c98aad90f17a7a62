import { expect, test } from 'vitest';
import { docvqa, editDistance, normalisedSimilarity } from '../../../../main/engine/scorers/docvqa.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

test('ANLS of every answer, to the last bit', () => {
  const { cases } = golden<{ cases: { answers: string[]; said: string; score: number }[] }>('docvqa');
  const wrong = cases.filter(
    ({ answers, said, score }) => !Object.is(normalisedSimilarity(answers, said), score),
  );
  expect(wrong).toEqual([]);
});

test('distances are in letters, not in halves of them', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('😀', 'a')).toBe(1);
});

const entry = {
  questionId: 49153,
  question: 'What is the ‘actual’ value?',
  question_types: ['figure/diagram', 'layout'],
  image: 'documents/pybv0228_81.png',
  docId: 1,
  answers: ['0.28'],
  data_split: 'val',
};

test('reads the official file; means by type of question', async () => {
  const folder = await benchWith({
    'docvqa/val_v1.0_withQT.json': { dataset_name: 'DocVQA', data: [entry] },
  });
  const items = (await docvqa.read(folder)) ?? [];
  expect(items).toMatchObject([{ id: '49153', image: 'documents/pybv0228_81.png' }]);
  expect(docvqa.details(items, new Map([['49153', '0.28']]))).toEqual({
    'question type figure/diagram': 1,
    'question type layout': 1,
  });
});

test('the test split has no answers, which is said', async () => {
  const { answers: _, ...unanswered } = entry;
  const folder = await benchWith({ 'docvqa/test_v1.0.json': { data: [unanswered] } });
  await expect(docvqa.read(folder)).rejects.toThrow(/field "answers".*it has "questionId".*validation split/);
});
