import { describe, expect, test } from 'vitest';
import { mmmu } from '../../../../main/engine/scorers/mmmu.ts';
import { openAnswers } from '../../../../main/engine/scorers/mmmu-answer.ts';
import { listOfTexts } from '../../../../main/engine/scorers/python-literal.ts';
import { PythonRandom } from '../../../../main/engine/scorers/python-random.ts';
import { golden } from './golden.ts';
import { benchWith, item } from './support.ts';

interface Asked {
  id: string;
  answer: string | string[];
  said: string;
  correct: boolean;
}
const found = golden<{
  multipleChoice: (Asked & { options: string[]; parsed: string })[];
  open: Asked[];
  parsedOpen: [string, string[], string[]][];
  subjects: Record<string, number>;
  disciplines: Record<string, number>;
}>('mmmu');

test('Python’s random.choice after seed(42)', () => {
  const { chosen } = golden<{ chosen: string }>('python-random');
  const random = new PythonRandom(42);
  const drawn = Array.from(chosen, (_, i) => random.choice(Array.from('ABCDEFGH').slice(0, 2 + (i % 7))));
  expect(drawn.join('')).toBe(chosen);
});

describe('by eval_utils.py', () => {
  const items = [
    ...found.multipleChoice.map(({ id, options, answer }) => item(id, { options, answers: [answer] })),
    ...found.open.map(({ id, answer }) => item(id, { options: [], answers: [answer].flat() })),
  ];
  const all = [...found.multipleChoice, ...found.open];
  const said = new Map(all.map((one) => [one.id, one.said]));

  test('every answer, guesses included', () => {
    const scores = mmmu.scoreTogether?.(items, said) as number[];
    expect(all.filter(({ correct }, i) => scores[i] !== Number(correct))).toEqual([]);
  });

  test('accuracies by subject and discipline', () => {
    const details = mmmu.details(items, said);
    for (const [subject, accuracy] of Object.entries(found.subjects))
      expect(details[`subject ${subject}`]).toBe(accuracy);
    for (const [discipline, accuracy] of Object.entries(found.disciplines))
      expect(details[`discipline ${discipline}`]).toBe(accuracy);
  });

  test('what an open answer may mean', () => {
    const sorted = (values: readonly unknown[]) => [...new Set(values)].map(String).sort();
    for (const [text, texts, numbers] of found.parsedOpen) {
      const meanings = openAnswers(text);
      const isText = (one: unknown) => typeof one === 'string';
      expect(sorted(meanings.filter(isText))).toEqual(sorted(texts));
      const expected = numbers.map((one) => Number(one.replace('inf', 'Infinity')));
      expect(sorted(meanings.filter((one) => !isText(one)))).toEqual(sorted(expected));
    }
  });
});

test.each([
  ["['$6', '$7']", ['$6', '$7']],
  [`["it's", 'a "b"', 'c\\'d', 'e\\\\f', '\\u00e9\\n']`, ["it's", 'a "b"', "c'd", 'e\\f', 'é\n']],
  ['[]', []],
  ["['a',]", ['a']],
  ['["a" "b"]', null],
  ["__import__('os')", null],
  ["['a'", null],
])('a list as Python writes it: %s', (text, expected) => {
  expect(listOfTexts(text)).toEqual(expected);
});

test('reads the dataset’s fields, options as Python writes them', async () => {
  const choice = {
    id: 'validation_Accounting_1',
    question: '<image 1> What is it?',
    options: "['$6', '$7']",
    image_1: 'validation_Accounting_1_1.png',
    image_2: null,
    answer: 'B',
    question_type: 'multiple-choice',
  };
  const open = {
    ...choice,
    id: 'validation_Math_2',
    image_2: 'x.png',
    answer: "['1', 'one']",
    question_type: 'open',
  };
  const folder = await benchWith({
    'mmmu/validation.jsonl': [choice, open].map((one) => JSON.stringify(one)).join('\n'),
  });
  const left: unknown[] = [];
  expect(await mmmu.read(folder, undefined, (what, count) => left.push([what, count]))).toEqual([
    {
      id: choice.id,
      image: choice.image_1,
      prompt:
        "<image 1> What is it?\n\n(A) $6\n(B) $7\n\n\nAnswer with the option's letter from the given choices directly.",
      truth: { options: ['$6', '$7'], answers: ['B'] },
    },
    expect.objectContaining({
      id: open.id,
      truth: { options: [], answers: ['1', 'one'], written: "['1', 'one']" },
    }),
  ]);
  expect(left).toEqual([['further images', 1]]);
  const test = await benchWith({ 'mmmu/test.json': [{ ...choice, answer: '?' }] });
  await expect(mmmu.read(test)).rejects.toThrow(/entry 1, field "answer".*not "\?".*validation split/);
});
