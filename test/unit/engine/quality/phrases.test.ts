import { expect, test } from 'vitest';
import { lexiconOf, phrasesOf } from '../../../../main/engine/quality/index.ts';
import type { SceneTruth } from '../../../../shared/models.ts';

const scene: SceneTruth = {
  background: 'grass',
  sign: 'open',
  objects: [
    { kind: 'dog', category: 'animal', box: [0, 40, 30, 70] },
    { kind: 'apple', category: 'food', box: [60, 40, 90, 70] },
  ],
  relations: [['dog', 'left of', 'apple']],
};
const truth = { scene, width: 96, height: 96, grounds: new Set(['grass', 'sand']) };
const known = { truth, lexicon: lexiconOf(['dog', 'apple', 'cat', 'sign']) };

const marked = (caption: string, facts: Parameters<typeof phrasesOf>[1] = known) =>
  phrasesOf(caption, facts).map(({ start, end, kind, holds }) => [caption.slice(start, end), kind, holds]);

test('each clause is marked where it stands: true, hallucinated, spatial, quoted', () => {
  expect(
    marked('A dog on grass, and a cat on sand. The dog is left of the apple; the sign says "open".'),
  ).toEqual([
    ['A dog on grass', 'true', true],
    ['a cat on sand', 'hallucinated', false],
    ['The dog is left of the apple', 'spatial', true],
    ['the sign says "open"', 'quoted', true],
  ]);
});

test('what is spatial or quoted can be wrong, and stays what it is', () => {
  expect(marked('the dog is right of the apple, a sign says “closed.”')).toEqual([
    ['the dog is right of the apple', 'spatial', false],
    ['a sign says “closed.”', 'quoted', false],
  ]);
});

test('where nobody knows the image, places and quotes are marked and nothing is called true or not', () => {
  expect(marked('a dog, a cat left of a tree and a sign that reads "go"', null)).toEqual([
    ['a cat left of a tree', 'spatial', null],
    ['a sign that reads "go"', 'quoted', null],
  ]);
});

test('boxes, repeated words and joints do not shift the places', () => {
  const caption = 'a dog [000,417,312,729] a cat [000,000,100,100] and a black and white dog, dog.';
  const phrases = marked(caption);
  expect(phrases[0]).toEqual(['a dog [000,417,312,729]', 'true', true]);
  expect(phrases[1]).toEqual(['a cat [000,000,100,100]', 'hallucinated', false]);
  for (const [text] of phrases) expect(caption).toContain(text);
  const places = phrasesOf(caption, known);
  for (const [at, { start }] of places.entries())
    expect(start).toBeGreaterThanOrEqual(places[at - 1]?.end ?? 0);
});

test('a text without words has no phrases', () => {
  expect(marked('')).toEqual([]);
  expect(marked('... "" [')).toEqual([]);
});
