import { expect, test } from 'vitest';
import { isKept } from '../../../../main/engine/quality/clause-kept.ts';
import { clausesOf, lexiconOf } from '../../../../main/engine/quality/index.ts';

const lexicon = lexiconOf(['dog', 'cat', 'car']);

/** Of each clause of the first text, whether the second keeps it. */
const kept = (text: string, other: string): boolean[] => {
  const others = clausesOf(other);
  return clausesOf(text).map((clause) => isKept(clause, others, lexicon));
};

test('a relation is kept in any words and from either side, not with its things exchanged', () => {
  expect(kept('the dog is left of the cat.', 'a cat stands to the right side of a dog.')).toEqual([true]);
  expect(kept('the dog is above the cat.', 'the dog is on top of the cat.')).toEqual([true]);
  expect(kept('the dog is next to the cat.', 'a cat beside the dog.')).toEqual([true]);
  expect(kept('the dog is left of the cat.', 'the cat is left of the dog.')).toEqual([false]);
  expect(kept('the dog is left of the cat.', 'a dog and a cat on grass.')).toEqual([false]);
});

test('a position in the image is kept by the same thing at the same side', () => {
  expect(kept('a dog on the left.', 'on the left of the image there is a dog.')).toEqual([true]);
  expect(kept('a dog on the left.', 'a cat on the left.')).toEqual([false]);
  expect(kept('a dog on the left.', 'a dog on the right.')).toEqual([false]);
});

test('a box is kept where another covers the same thing by half', () => {
  expect(kept('a dog [100,100,300,300]', 'the dog [120,110,310,290] on grass')).toEqual([true]);
  expect(kept('a dog [100,100,300,300]', 'the dog [600,600,800,800] on grass')).toEqual([false]);
  expect(kept('a dog [100,100,300,300]', 'the cat [100,100,300,300] on grass')).toEqual([false]);
  expect(kept('a dog [100,100,300,300]', 'a dog on grass')).toEqual([false]);
});

test('a text is kept by the same words, whatever tells that they are written', () => {
  expect(kept('a sign that says "open".', 'the sign reads ‘Open’, a sign saying open.')).toEqual([true]);
  expect(kept('a sign that says "open".', 'a sign that says "closed".')).toEqual([false]);
  expect(kept('a sign that says "open".', 'an open sign.')).toEqual([false]);
  expect(kept('a sign says open on grass.', 'a sign that says open.')).toEqual([true]);
  expect(kept('a sign says open.', 'a sign that says opening.')).toEqual([false]);
});

test('a plain clause is kept where every thing that it names is named; what is said not to be there is not', () => {
  expect(kept('two dogs and a small cat.', 'a cat sleeps. a dog runs.')).toEqual([true, true]);
  expect(kept('a car.', 'no car. a dog runs.')).toEqual([false]);
});

test('without a known thing only the same words keep a clause', () => {
  expect(kept('the mood is calm.', 'The mood is calm!')).toEqual([true]);
  expect(kept('the mood is calm.', 'a calm mood.')).toEqual([false]);
});
