import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ocrbench } from '../../../../main/engine/scorers/ocrbench.ts';
import { benchWith, item, temporaryFolder } from './support.ts';

const word = (answers: string[], dataset = 'SVT') => item('1', { dataset, answers, questionType: 'reading' });

test.each([
  [['open'], 'open', 1],
  [['open'], 'The sign says OPEN.', 1],
  [['open'], 'opened', 1], // a substring is enough upstream
  [['open'], 'o p e n', 0],
  [['open', 'exit'], 'exit', 1],
  [[' open '], 'open', 1],
  [['two words'], 'two\nwords', 1],
  [['cafe'], 'ＣＡＦＥ', 1], // full-width letters are folded
  [['cafe'], 'café', 0],
  [['open'], '', 0],
])('%j in %j', (answers, said, expected) => {
  expect(ocrbench.score(word(answers), said)).toBe(expected);
});

test('formulas ignore spaces and keep case', () => {
  expect(ocrbench.score(word(['x ^ 2'], 'HME100k'), 'x^2')).toBe(1);
  expect(ocrbench.score(word(['X ^ 2'], 'HME100k'), 'x^2')).toBe(0);
});

test('reads the file, one answer or several, and refuses an empty answer, which every text would contain', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'ocrbench'));
  const file = join(folder, 'ocrbench', 'ocrbench.json');
  const entry = {
    question_id: 1,
    dataset: 'SVT',
    question: ' what is it? ',
    question_type: 'reading',
    image: '1.jpg',
    answer: 'open',
  };
  await writeFile(file, JSON.stringify([entry, { ...entry, question_id: 2, answer: ['a', 'b'] }]));
  const items = await ocrbench.read(folder);
  expect(items?.map(({ prompt }) => prompt)).toEqual(['what is it?', 'what is it?']);
  expect(ocrbench.details(items ?? [], new Map([['1', 'open']]))).toEqual({ 'question type reading': 0.5 });
  await writeFile(file, JSON.stringify([{ ...entry, answer: [' '] }]));
  await expect(ocrbench.read(folder)).rejects.toThrow(/ocrbench\.json, entry 1, field "answer"/);
});

test('reads the authors’ own file, whose ids repeat', async () => {
  const entry = {
    dataset_name: 'HME100k',
    id: 184,
    image_path: 'HME100k/122_8.png',
    question: 'what is written in the image?',
    answers: 'x ^ 2',
    type: 'Handwritten Mathematical Expression Recognition',
  };
  const folder = await benchWith({ 'ocrbench/OCRBench.json': [entry, entry] });
  const items = (await ocrbench.read(folder)) ?? [];
  expect(items.map(({ id, image }) => [id, image])).toEqual([
    ['0', 'HME100k/122_8.png'],
    ['1', 'HME100k/122_8.png'],
  ]);
  expect(items.map((one) => ocrbench.score(one, 'x^2'))).toEqual([1, 1]);
});
