import { expect, test } from 'vitest';
import { contentKept } from '../../../../main/engine/quality/content-kept.ts';
import { contentSimilarity } from '../../../../main/engine/quality/content-similarity.ts';
import { edited } from '../../../../main/engine/quality/edited.ts';
import { wordsOf } from '../../../../main/engine/quality/lexicon.ts';
import { newWords } from '../../../../main/engine/quality/new-words.ts';

const between = <T>(of: (a: string[], b: string[]) => T, a: string, b: string): T =>
  of(wordsOf(a), wordsOf(b));

test.each([
  ['a dog on grass', 'a dog on grass', 0],
  ['a dog on grass', 'a red dog on grass', 1 / 5],
  ['a dog on grass', 'a cat on grass', 1 / 4],
  ['one two three', 'three one two', 2 / 3],
  ['a dog', '', 1],
  ['', '', null],
])('of %j, %j rewrites %f', (before, now, share) => {
  expect(between(edited, before, now)).toEqual(share);
  expect(between(edited, now, before)).toEqual(share);
});

test('a rewritten book is compared by its beginning', () => {
  const words = Array.from({ length: 5000 }, (_, i) => `w${i}`);
  expect(edited(words, [...words.slice(0, 2000), 'other'])).toBe(0);
  expect(edited(words, ['new', ...words])).toBe(2 / 2000);
});

test.each([
  ['a dog on grass', 'the grass is green and there is a DOG', 1],
  ['a dog on grass', 'a cat on the grass', 1 / 2],
  ['dog dog cat', 'dog', 1 / 2],
  ['it is on the', 'a dog', null],
  ['', 'a dog', null],
])('of what %j says, %j keeps %f', (of, within, share) => {
  expect(between(contentKept, of, within)).toBe(share);
});

test.each([
  ['a dog on grass', 'on grass, the dog', 1],
  ['dog', 'cat', 0],
  ['dog cat', 'dog', Math.SQRT1_2],
  ['dog dog cat', 'dog', 2 / Math.sqrt(5)],
  ['the', 'dog', null],
])('%j and %j are alike by %f', (a, b, cosine) => {
  const found = between(contentSimilarity, a, b);
  if (cosine === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(cosine, 12);
});

test('new words are those that were never used before, each time they stand', () => {
  expect(newWords(['a', 'red', 'red', 'dog'], new Set(['a', 'dog']))).toBe(0.5);
  expect(newWords([], new Set(['a']))).toBeNull();
});
