import { expect, test } from 'vitest';
import { truthInWords, yesOrNo } from '../../../../main/engine/questions/truth-in-words.ts';

test.each([
  [{ split: 'random', label: 'no' }, 'no'],
  [{ label: 1, relation: 'left of' }, 'yes'],
  [{ answers: ['net', 'net', 'racket'], answerType: 'other' }, 'net (2), racket (1)'],
  [{ answers: ['red', 'red'], answerType: 'other' }, 'red'],
  [{ dataset: 'x', answers: ['EXIT'], questionType: 'q' }, 'EXIT'],
  [{ box: [0, 24, 48, 96], width: 96, height: 96 }, '[000,250,500,999]'],
  [{ objects: ['dog', 'cat'], vocabulary: [], relations: null }, 'dog, cat'],
  [{ objects: [] }, 'nothing'],
  ['B', 'B'],
  [{ unheard: true }, '{"unheard":true}'],
])('%j is %s', (truth, words) => {
  expect(truthInWords(truth)).toBe(words);
});

test('only labels that say yes or no make a question one of yes and no', () => {
  expect(yesOrNo({ label: 0 })).toBe('no');
  expect(yesOrNo({ label: 'yes' })).toBe('yes');
  expect(yesOrNo({ answers: ['yes', 'no'] })).toBeNull();
  expect(yesOrNo(null)).toBeNull();
});

test('what is very long is cut', () => {
  expect(truthInWords({ answer: 'long '.repeat(500) })).toHaveLength(400);
});
