import { expect, test } from 'vitest';
import { compareScores, type Trainings } from '../../../../main/engine/across/compare-scores.ts';
import { sameQuestions } from '../../../../main/engine/across/same-questions.ts';
import { pairedComparison, pooledComparison } from '../../../../main/engine/stats/index.ts';

const options = { seed: 1, resamples: 500 };
const items = Array.from({ length: 40 }, (_, at) => `q${at}`);
const training = (...perSeed: ((at: number) => number)[]): Trainings => ({
  seeds: perSeed.map((_, at) => at + 1),
  scores: perSeed.map((score) => new Map(items.map((item, at) => [item, score(at)]))),
});
const odd = (at: number): number => at % 2;
const third = (at: number): number => Number(at % 3 === 0);
const array = (score: (at: number) => number): Float64Array => Float64Array.from(items, (_, at) => score(at));

test('one training each: the paired bootstrap of all else', () => {
  expect(compareScores(training(odd), training(third), items, options)).toEqual(
    pairedComparison(array(odd), array(third), options),
  );
});

test('the same seeds on both sides are paired and pooled', () => {
  const both = compareScores(training(odd, third), training(third, third), items, options);
  expect(both).toEqual(pooledComparison([array(odd), array(third)], [array(third), array(third)], options));
});

test('other seeds are averaged question by question', () => {
  const mean = (at: number): number => (odd(at) + third(at)) / 2;
  const found = compareScores(training(odd, third), training(third), items, options);
  expect(found).toEqual(pairedComparison(array(mean), array(third), options));
});

test('only questions that every training has answered count, and none gives no comparison', () => {
  const some: Trainings = {
    seeds: [1],
    scores: [
      new Map([
        ['q1', 1],
        ['q2', 0],
        ['elsewhere', 1],
      ]),
    ],
  };
  expect(compareScores(training(odd), some, items, options)?.n).toBe(2);
  expect(compareScores(training(odd), some, ['q30'], options)).toBeNull();
  expect(compareScores(training(odd), { seeds: [], scores: [] }, items, options)).toBeNull();
});

test('a question is the same by its words, its truth and its picture’s bytes', () => {
  const question = { item: '1', prompt: 'is there a dog?', truth: 'yes', sha256: 'abc' };
  const same = (change: object) => [...sameQuestions([question], [{ ...question, ...change }])];
  expect(same({})).toEqual(['1']);
  for (const change of [{ item: '2' }, { prompt: 'is there a cat?' }, { truth: 'no' }, { sha256: 'def' }])
    expect(same(change)).toEqual([]);
  const unseen = { ...question, sha256: null };
  expect([...sameQuestions([unseen], [unseen])]).toEqual([]);
});
