import { expect, test } from 'vitest';
import { gqa, llavaForm, questionOf } from '../../../../main/engine/scorers/gqa.ts';
import { type GqaChoices, gqaFigures } from '../../../../main/engine/scorers/gqa-figures.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

type Question = Record<string, unknown>;

test('every figure that eval.py prints, to the last bit', () => {
  const found = golden<{
    questions: Record<string, Question>;
    choices: Record<string, GqaChoices>;
    predictions: { questionId: string; prediction: string }[];
    figures: Record<string, number | Record<string, [number, number]>>;
  }>('gqa');
  const said = new Map(found.predictions.map(({ questionId, prediction }) => [questionId, prediction]));
  const questions = new Map(
    Object.entries(found.questions).map(([id, entry]) => [id, questionOf('f', id, entry)]),
  );
  const figures = gqaFigures(questions, new Map(Object.entries(found.choices)), (id) => said.get(id));

  // eval.py prints shares in %
  const expected: Record<string, unknown> = { 'distribution (points)': found.figures.distribution };
  const percent: Record<string, number> = {};
  for (const name of ['accuracy', 'binary', 'open', 'validity', 'plausibility', 'consistency'])
    expected[name] = found.figures[name];
  const subjects: Record<string, string> = {
    attr: 'attribute',
    cat: 'category',
    global: 'scene',
    obj: 'object',
    rel: 'relation',
  };
  const groups: [string, (key: string) => string][] = [
    ['accuracyPerStructuralType', (key) => `structural type ${key}`],
    ['accuracyPerSemanticType', (key) => `semantic type ${subjects[key]}`],
    ['accuracyPerSteps', (key) => `steps ${key}`],
    ['accuracyPerLength', (key) => `words ${key}`],
  ];
  for (const [group, nameOf] of groups)
    for (const [key, [value]] of Object.entries(found.figures[group] as Record<string, [number, number]>))
      expected[nameOf(key)] = value;
  for (const [name, value] of Object.entries(figures))
    percent[name] = name.endsWith('(points)') ? value : value * 100;
  expect(percent).toEqual(expected);
});

const question = {
  question: 'Is it overcast?',
  imageId: '2354786',
  answer: 'no',
  isBalanced: true,
  types: { structural: 'verify', semantic: 'global', detailed: 'weatherVerify' },
  groups: { global: null, local: '13-weather' },
  semantic: [{ operation: 'select', argument: 'scene', dependencies: [] }],
  entailed: ['02930153'],
};

test('reads the official files; what is not balanced is counted and not asked', async () => {
  const folder = await benchWith({
    'gqa/val_all_questions.json': { '02930152': question, '02930153': { ...question, isBalanced: false } },
    'gqa/val_choices.json': { '02930152': { valid: ['yes', 'no'], plausible: ['no'] }, other: {} },
  });
  const left: unknown[] = [];
  const items = (await gqa.read(folder, undefined, (what, count) => left.push([what, count]))) ?? [];
  expect(items).toMatchObject([{ id: '02930152', image: '2354786.jpg' }]);
  expect(left).toEqual([['questions', 1]]);
  const details = gqa.details(items, new Map([['02930152', 'No.']]));
  expect(details).toMatchObject({
    accuracy: 0,
    'accuracy, answers as LLaVA converts them': 1,
    validity: 0,
    plausibility: 0,
    'steps 1': 0,
  });
  // the entailed question was not asked
  expect(details).not.toHaveProperty('consistency');
  expect(gqa.details(items, new Map([['02930152', 'no']]))).not.toHaveProperty('consistency');
});

test('LLaVA’s conversion', () => {
  expect(['Yes.', 'NO...', 'a.b', ' no'].map(llavaForm)).toEqual(['yes', 'no', 'a.b', ' no']);
});

test('wrong fields are named with what was found', async () => {
  const { answer: _, ...rest } = question;
  const folder = await benchWith({ 'gqa/testdev_balanced_questions.json': { 7: { ...rest, label: 'no' } } });
  await expect(gqa.read(folder)).rejects.toThrow(/entry "7", field "answer".*not nothing; it has .*"label"/);
});
