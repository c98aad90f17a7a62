/** The rules of lmms-eval and VLMEvalKit where they differ from a benchmark's own: equal to the last bit to what their code said. */
import { describe, expect, test } from 'vitest';
import type { Benchmark } from '../../../../main/engine/scorers/benchmark.ts';
import { benchmarkNamed, benchmarks } from '../../../../main/engine/scorers/index.ts';
import { inferredLetter } from '../../../../main/engine/scorers/mmmu-vlmevalkit.ts';
import { numpyMean } from '../../../../main/engine/scorers/numpy-mean.ts';
import { pythonList } from '../../../../main/engine/scorers/python-literal.ts';
import { vlmevalkitOverlap } from '../../../../main/engine/scorers/refcoco-vlmevalkit.ts';
import { normaliseTextVqaAnswer } from '../../../../main/engine/scorers/textvqa-answer.ts';
import { vlmevalkitAnswer } from '../../../../main/engine/scorers/textvqa-vlmevalkit.ts';
import { yesNoOrUnknown } from '../../../../main/engine/scorers/vlmevalkit-yes-no.ts';
import { lmmsEvalAnswer } from '../../../../main/engine/scorers/vqa-lmms-eval.ts';
import { golden } from './golden.ts';
import { benchWith, item } from './support.ts';

const scoring = (name: string): ((truth: unknown, said: string) => number) => {
  const benchmark = benchmarkNamed(name);
  return (truth, said) => benchmark.score(item('1', truth), said);
};

describe.each(['lmms-eval', 'vlmevalkit'])('soft scores by %s', (by) => {
  const normalise = by === 'lmms-eval' ? normaliseTextVqaAnswer : vlmevalkitAnswer;
  test('TextVQA', () => {
    const { normalised, cases } = golden<Soft>(`textvqa-${by}`);
    expect(normalised.filter(([text, expected]) => normalise(text) !== expected)).toEqual([]);
    const score = scoring(`textvqa-${by}`);
    expect(cases.filter((one) => !Object.is(score({ answers: one.answers }, one.said), one.score))).toEqual(
      [],
    );
  });

  test('GQA', () => {
    const { cases } = golden<{ cases: [string, string, number][] }>(`gqa-${by}`);
    const score = scoring(`gqa-${by}`);
    expect(cases.filter(([answer, said, expected]) => score({ answer }, said) !== expected)).toEqual([]);
  });
});

interface Soft {
  readonly normalised: [string, string][];
  readonly cases: { answers: string[]; said: string; score: number }[];
}

test('VQAv2 by lmms-eval', () => {
  const { normalised, cases } = golden<Soft>('vqa-lmms-eval');
  expect(normalised.filter(([text, expected]) => lmmsEvalAnswer(text) !== expected)).toEqual([]);
  const score = scoring('vqa-lmms-eval');
  expect(cases.filter((one) => !Object.is(score({ answers: one.answers }, one.said), one.score))).toEqual([]);
  // Where all ten agree the official rule wants their very letters.
  expect(score({ answers: Array(10).fill('Yes') }, 'yes')).toBe(1);
  expect(scoring('vqa')({ answers: Array(10).fill('Yes') }, 'yes')).toBe(0);
});

test('yes or no by VLMEvalKit', () => {
  const { cases } = golden<{ cases: [string, string][] }>('yorn-vlmevalkit');
  expect(cases.filter(([text, expected]) => yesNoOrUnknown(text) !== expected.toLowerCase())).toEqual([]);
  expect(yesNoOrUnknown("There isn't a dog.")).toBe('unknown');
});

const answered = (texts: readonly string[]): Map<string, string> =>
  new Map(texts.map((text, i) => [String(i), text]));

test('POPE by VLMEvalKit: all figures, of each split too', () => {
  const { cases, figures } = golden<{
    cases: [string, string, string][];
    figures: { split: string; Overall: number; acc: number; precision: number; recall: number }[];
  }>('pope-vlmevalkit');
  const items = cases.map(([split, label], i) => item(String(i), { split, label: label.toLowerCase() }));
  const details = benchmarkNamed('pope-vlmevalkit').details(items, answered(cases.map(([, , said]) => said)));
  for (const { split, Overall, acc, precision, recall } of figures) {
    const suffix = split === 'Overall' ? '' : ` ${split}`;
    const found = ['f1', 'accuracy', 'precision', 'recall'].map(
      (name) => (details[name + suffix] as number) * 100,
    );
    expect(found).toEqual([Overall, acc, precision, recall]);
  }
});

test('POPE by lmms-eval: every score and all figures, of subsets too', () => {
  type Figures = Record<'accuracy' | 'precision' | 'recall' | 'f1_score' | 'yes_ratio', number>;
  const { cases, figures, groups } = golden<{
    cases: [string, string, number][];
    figures: Figures;
    groups: { items: number[]; figures: Figures }[];
  }>('pope-lmms-eval');
  const score = scoring('pope-lmms-eval');
  expect(cases.filter(([said, label, expected]) => score({ label }, said) !== expected)).toEqual([]);
  for (const group of [{ items: cases.map((_, i) => i), figures }, ...groups]) {
    const items = group.items.map((i) => item(String(i), { split: 'random', label: cases[i]?.[1] }));
    const details = benchmarkNamed('pope-lmms-eval').details(items, answered(cases.map(([said]) => said)));
    const { accuracy, precision, recall, f1_score, yes_ratio } = group.figures;
    expect(details).toMatchObject({
      accuracy,
      precision,
      recall,
      f1: f1_score,
      'yes-ratio of the labels': yes_ratio,
    });
  }
});

test('VSR by VLMEvalKit', () => {
  const { cases, figures } = golden<{
    cases: [string, string][];
    figures: { precision: number; recall: number; acc: number; f1_score: number };
  }>('vsr-vlmevalkit');
  const items = cases.map(([label], i) =>
    item(String(i), { label: label === 'Yes' ? 1 : 0, relation: 'on' }),
  );
  const { precision, recall, accuracy, f1 } = benchmarkNamed('vsr-vlmevalkit').details(
    items,
    answered(cases.map(([, said]) => said)),
  ) as Record<string, number>;
  expect([precision, recall, accuracy].map((share) => (share as number) * 100)).toEqual([
    figures.precision,
    figures.recall,
    figures.acc,
  ]);
  expect(f1).toBe(figures.f1_score);
});

test('MME by VLMEvalKit: points of every category and their sums', () => {
  const { items: rows, figures } = golden<{
    items: [string, string, string, string][];
    figures: Record<string, number>;
  }>('mme-vlmevalkit');
  const items = rows.map(([category, question, answer], i) =>
    item(String(i), { category, question, answer: answer.toLowerCase() }),
  );
  const details = benchmarkNamed('mme-vlmevalkit').details(items, answered(rows.map((row) => row[3])));
  const points = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name.replace(' (points)', ''), value]),
  );
  expect(points).toEqual(figures);
});

test('MME by its authors: points of every category and their sums', () => {
  const {
    items: rows,
    figures,
    sums,
  } = golden<{
    items: [string, string, string, string][];
    figures: Record<string, number>;
    sums: { Perception: number; Cognition: number };
  }>('mme-authors');
  const items = rows.map(([category, question, answer], i) =>
    item(String(i), { category, question, answer: answer.toLowerCase() }),
  );
  const details = benchmarkNamed('mme-authors').details(items, answered(rows.map((row) => row[3])));
  for (const [category, points] of Object.entries(figures))
    expect(details[`${category} (points)`]).toBe(points);
  expect(details['perception (points)']).toBe(sums.Perception);
  expect(details['cognition (points)']).toBe(sums.Cognition);
});

test('COCO captions by VLMEvalKit, which tokenises nothing', async () => {
  const { references, captions, scores } = golden<{
    references: string[][];
    captions: string[];
    scores: { Bleu: number[]; ROUGE_L: number; CIDEr: number };
  }>('coco-vlmevalkit');
  const folder = await benchWith({
    'coco/captions_val.json': {
      images: references.map((_, id) => ({ id, file_name: `${id}.jpg` })),
      annotations: references.flatMap((texts, image_id) => texts.map((caption) => ({ image_id, caption }))),
    },
  });
  const benchmark = benchmarkNamed('coco-vlmevalkit');
  const items = (await benchmark.read(folder)) ?? [];
  const said = answered(captions);
  expect(numpyMean(benchmark.scoreTogether?.(items, said) ?? []) * 100).toBe(scores.CIDEr);
  const details = benchmark.details(items, said);
  expect((details['ROUGE-L'] as number) * 100).toBe(scores.ROUGE_L);
  expect([1, 2, 3, 4].map((n) => (details[`BLEU-${n}`] as number) * 100)).toEqual(scores.Bleu);
});

test('ChartQA by VLMEvalKit', () => {
  const { cases } = golden<{ cases: [string, string, number | null][] }>('chartqa-vlmevalkit');
  const score = scoring('chartqa-vlmevalkit');
  // Null: upstream ends with an error (a label that is an empty list).
  const judged = cases.filter(([, , expected]) => expected !== null);
  expect(judged.filter(([label, said, expected]) => score({ label }, said) !== expected)).toEqual([]);
  expect(judged.length).toBeGreaterThan(1400);
});

test('OCRBench by VLMEvalKit: every answer, and the points of all', () => {
  const { cases, figures } = golden<{
    cases: { category: string; answers: string[]; said: string; score: number }[];
    figures: Record<string, number>;
  }>('ocrbench-vlmevalkit');
  const items = cases.map(({ category, answers }, i) => item(String(i), { answers, questionType: category }));
  const { score, details } = benchmarkNamed('ocrbench-vlmevalkit');
  expect(cases.filter((one, i) => score(items[i] as (typeof items)[number], one.said) !== one.score)).toEqual(
    [],
  );
  const points = details(items, answered(cases.map(({ said }) => said)));
  for (const [name, value] of Object.entries(figures))
    if (name !== 'Final Score Norm') expect(points[`${name} (points)`]).toBe(value);
});

test('MMMU by VLMEvalKit: the letter that every answer is taken for', () => {
  const { multipleChoice, open } = golden<{
    multipleChoice: { options: string[]; answer: string; said: string; parsed: string; correct: boolean }[];
    open: { answer: string | string[]; said: string; parsed: string; correct: boolean }[];
  }>('mmmu-vlmevalkit');
  const letter = (said: string, options: string[]): string => inferredLetter(said, options) ?? 'Z';
  expect(multipleChoice.filter(({ said, options, parsed }) => letter(said, options) !== parsed)).toEqual([]);
  const score = scoring('mmmu-vlmevalkit');
  const unlike = multipleChoice.filter(
    ({ options, answer, said, correct }) => score({ options, answers: [answer] }, said) !== Number(correct),
  );
  expect(unlike).toEqual([]);
  const unlikeOpen = open.filter(({ answer, said, correct }) => {
    const written = typeof answer === 'string' ? answer : pythonList(answer);
    return score({ options: [], answers: [], written }, said) !== Number(correct);
  });
  expect(unlikeOpen).toEqual([]);
});

test('RefCOCO by VLMEvalKit: the overlap of every answer', () => {
  const { cases } = golden<{
    cases: [[number, number, number, number], number, number, string, number][];
  }>('refcoco-vlmevalkit');
  const unlike = cases.filter(
    ([box, width, height, said, overlap]) =>
      !Object.is(vlmevalkitOverlap(item('1', { box, width, height }), said), overlap),
  );
  expect(unlike).toEqual([]);
});

test('DocVQA has no variant of its own: VLMEvalKit scores it as lmms-eval', () => {
  expect(benchmarks.filter(({ name }) => name.startsWith('docvqa'))).toHaveLength(1);
});

test('a variant reads the files of its benchmark, asks the same, and has a name of its own', async () => {
  const variants = benchmarks.filter(({ name }) => /-(lmms-eval|vlmevalkit|authors)$/.test(name));
  expect(variants.length).toBeGreaterThanOrEqual(12);
  expect(new Set(benchmarks.map(({ name }) => name)).size).toBe(benchmarks.length);
  for (const variant of variants) {
    const base = benchmarkNamed(variant.name.replace(/-(lmms-eval|vlmevalkit|authors)$/, '')) as Benchmark;
    expect(variant.folder).toBe(base.folder ?? base.name);
    expect(variant.scorer).toMatch(/lmms-eval|VLMEvalKit|calculation\.py/);
    expect(variant.scorer).not.toBe(base.scorer);
    expect(variant.title).toMatch(/ by (lmms-eval|VLMEvalKit|its authors) \(/);
  }
  const line = { question_id: 1, image: 'a.jpg', text: 'Is there a dog?', label: 'no' };
  const folder = await benchWith({ 'pope/coco_pope_random.json': `${JSON.stringify(line)}\n` });
  const [official] = (await benchmarkNamed('pope').read(folder)) ?? [];
  const [theirs] = (await benchmarkNamed('pope-vlmevalkit').read(folder)) ?? [];
  expect(theirs).toEqual(official);
});
