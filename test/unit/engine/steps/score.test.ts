import { expect, test } from 'vitest';
import { mmmu } from '../../../../main/engine/scorers/mmmu.ts';
import { pope } from '../../../../main/engine/scorers/pope.ts';
import { rescoredOf, scored, scoresOf } from '../../../../main/engine/steps/score.ts';
import { item } from '../scorers/support.ts';

const answer = (benchmark: string, id: string, text: string, score: number) => ({
  benchmark,
  item: id,
  text,
  score,
  logProbability: -1,
});

test('answers are scored by the rule, those of other questions left out, and what changed is told', () => {
  const exam = {
    benchmark: pope,
    items: ['1', '2', '3'].map((id) => item(id, { split: 'random', label: 'yes' })),
  };
  const stored = [answer('pope', '1', 'yes', 1), answer('pope', '2', 'no', 1), answer('pope', '9', 'yes', 1)];
  const now = scored(exam, stored);
  expect(now.map((one) => [one.item, one.score])).toEqual([
    ['1', 1],
    ['2', 0],
  ]);
  expect(rescoredOf(stored, now).map((one) => one.item)).toEqual(['2']);
  // question 3 was not asked: it is no empty answer
  const scores = scoresOf(exam, now, 1, 'v0', 200);
  expect(scores[0]).toMatchObject({ metric: 'accuracy', value: 0.5, n: 2, scorer: pope.scorer });
  expect(scores.find(({ metric }) => metric === 'recall')).toMatchObject({ value: 0.5, low: null, n: 2 });
});

test('scores that hang on one another are made in the order of the questions', () => {
  const options = ['a', 'b', 'c', 'd'];
  const items = ['x_Art_2', 'x_Art_10', 'x_Art_1'].map((id) => item(id, { options, answers: ['A'] }));
  const stored = items.map(({ id }) => answer('mmmu', id, '?', 0)).sort((a, b) => (a.item < b.item ? -1 : 1));
  const texts = new Map(items.map(({ id }) => [id, '?']));
  const expected = mmmu.scoreTogether?.(items, texts) as number[];
  expect(new Set(expected).size).toBe(2);
  const now = scored({ benchmark: mmmu, items }, stored);
  expect(now.map((one) => one.item)).toEqual(['x_Art_1', 'x_Art_10', 'x_Art_2']);
  for (const one of now) expect(one.score).toBe(expected[items.findIndex(({ id }) => id === one.item)]);
});
