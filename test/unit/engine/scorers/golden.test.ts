/** The embedded world's scorers against what the official code made of the same answers: equal to the last bit. */
import { expect, test } from 'vitest';
import { ocrbench } from '../../../../main/engine/scorers/ocrbench.ts';
import { pope, saysYes } from '../../../../main/engine/scorers/pope.ts';
import { ptbWords } from '../../../../main/engine/scorers/ptb-words.ts';
import { strip } from '../../../../main/engine/scorers/python-text.ts';
import { intersectionOverUnion } from '../../../../main/engine/scorers/refcoco.ts';
import { treebankWords } from '../../../../main/engine/scorers/treebank-words.ts';
import { softAccuracy, vqa } from '../../../../main/engine/scorers/vqa.ts';
import { normaliseAnswer } from '../../../../main/engine/scorers/vqa-answer.ts';
import { vsr } from '../../../../main/engine/scorers/vsr.ts';
import { golden } from './golden.ts';
import { item } from './support.ts';

test('POPE: yes or no of every answer, and all figures of the whole and of subsets', () => {
  type Figures = { acc: number; precision: number; recall: number; f1: number; yes_ratio: number };
  const { cases, figures, groups } = golden<{
    cases: { answer: string; label: string; saysYes: boolean }[];
    figures: Figures;
    groups: { items: number[]; figures: Figures }[];
  }>('pope');
  expect(cases.filter(({ answer, saysYes: said }) => saysYes(answer) !== said)).toEqual([]);
  const all = { items: cases.map((_, i) => i), figures };
  for (const group of [all, ...groups]) {
    const items = group.items.map((i) => item(String(i), { split: 'random', label: cases[i]?.label }));
    const details = pope.details(items, new Map(cases.map(({ answer }, i) => [String(i), answer])));
    expect({
      acc: details.accuracy,
      precision: details.precision,
      recall: details.recall,
      f1: details.f1,
      yes_ratio: details['yes-ratio'],
    }).toEqual({
      acc: group.figures.acc,
      precision: group.figures.precision,
      recall: group.figures.recall,
      f1: group.figures.f1,
      yes_ratio: group.figures.yes_ratio,
    });
  }
});

test('VQAv2: the normaliser, every score, and the accuracies that upstream prints', () => {
  const found = golden<{
    normalised: [string, string][];
    cases: { answers: string[]; said: string; score: number }[];
    accuracy: {
      overall: number;
      perAnswerType: Record<string, number>;
      perQuestionType: Record<string, number>;
    };
  }>('vqa');
  expect(found.normalised.filter(([text, expected]) => normaliseAnswer(text) !== expected)).toEqual([]);
  expect(
    found.cases.filter(({ answers, said, score }) => !Object.is(softAccuracy(answers, said), score)),
  ).toEqual([]);

  const answerTypes = ['yes/no', 'number', 'other'];
  const questionTypes = ['how many', 'what color', 'is the'];
  const items = found.cases.map(({ answers }, i) =>
    item(String(i), {
      answers,
      answerType: answerTypes[Math.floor(i / 3) % 3],
      questionType: questionTypes[i % 3],
    }),
  );
  const said = new Map(found.cases.map((one, i) => [String(i), one.said]));
  const printed = (value: number) => Math.round(value * 10_000) / 100;
  const details = vqa.details(items, said);
  for (const type of answerTypes)
    expect(printed(details[`answer type ${type}`] as number)).toBe(found.accuracy.perAnswerType[type]);
  for (const type of questionTypes)
    expect(printed(details[`question type ${type}`] as number)).toBe(found.accuracy.perQuestionType[type]);
  const scores = items.map((one) => vqa.score(one, said.get(one.id) as string));
  expect(printed(scores.reduce((sum, one) => sum + one, 0) / scores.length)).toBe(found.accuracy.overall);
});

test('VSR: accuracy by relation', () => {
  const { cases, byRelation } = golden<{
    cases: [0 | 1, string, 0 | 1][];
    byRelation: Record<string, [number, number]>;
  }>('vsr');
  const items = cases.map(([label, relation], i) => item(String(i), { label, relation }));
  const details = vsr.details(items, new Map(cases.map(([, , said], i) => [String(i), said ? 'yes' : 'no'])));
  for (const [relation, [accuracy]] of Object.entries(byRelation))
    expect(details[`relation ${relation}`]).toBe(accuracy);
});

test('RefCOCO: IoU as lmms-eval computes it, where both boxes enclose something', () => {
  type Box = [number, number, number, number];
  const { iou } = golden<{ iou: { truth: Box; box: Box; iou: number | null; accuracy: boolean | null }[] }>(
    'refcoco',
  );
  const real = iou.filter(({ box: [left, top, right, bottom] }) => left < right && top < bottom);
  expect(real.length).toBeGreaterThan(250);
  for (const one of real) {
    expect(intersectionOverUnion(one.truth, one.box)).toBe(one.iou);
    expect(intersectionOverUnion(one.truth, one.box) >= 0.5).toBe(one.accuracy);
  }
  // turned or empty boxes: upstream multiplies negative sides or divides by zero, here they enclose nothing; neither finds anything
  for (const one of iou.filter((each) => !real.includes(each))) {
    expect(intersectionOverUnion(one.truth, one.box)).toBe(0);
    expect(one.accuracy).not.toBe(true);
  }
});

test('OCRBench: every answer', () => {
  const { cases } = golden<{
    cases: { dataset: string; answer: string | string[]; said: string; score: number }[];
  }>('ocrbench');
  const wrong = cases.filter(({ dataset, answer, said, score }) => {
    const answers = typeof answer === 'string' ? [answer] : answer;
    return ocrbench.score(item('1', { dataset, answers, questionType: 'x' }), said) !== score;
  });
  expect(wrong).toEqual([]);
});

test('long runs of blanks in a stranger’s file cost no more than their length', () => {
  const blanks = ' '.repeat(2_000_000);
  expect(strip(`${blanks}a.${blanks}b${blanks}`)).toBe(`a.${blanks}b`);
  expect(treebankWords(`a dog.${blanks}the cat`)).toEqual(['a', 'dog', '.', 'the', 'cat']);
  expect(ptbWords(`a dog.${blanks}b`)).toBe('a dog b');
});
