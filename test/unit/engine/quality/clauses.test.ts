import { describe, expect, test } from 'vitest';
import { type ImageTruth, truthOfClause } from '../../../../main/engine/quality/clause-truth.ts';
import { clausesOf } from '../../../../main/engine/quality/clauses.ts';
import { lexiconOf } from '../../../../main/engine/quality/lexicon.ts';
import { placesIn } from '../../../../main/engine/quality/places.ts';

const kindsOf = (caption: string) => clausesOf(caption).map(({ kind, text }) => [kind, text]);

describe('clauses of a caption', () => {
  test('the embedded world’s four ways of describing', () => {
    expect(kindsOf('a large dog, two small apples and a sign on grass.')).toEqual([
      ['plain', 'a large dog'],
      ['plain', 'two small apples'],
      ['plain', 'a sign on grass'],
    ]);
    expect(kindsOf('the dog is left of the cat. the cat is above the car.')).toEqual([
      ['spatial', 'the dog is left of the cat'],
      ['spatial', 'the cat is above the car'],
    ]);
    expect(kindsOf('a dog [010,020,110,120], a small cat [500,500,700,700] on sand.')).toEqual([
      ['grounded', 'a dog [010,020,110,120]'],
      ['grounded', 'a small cat [500,500,700,700] on sand'],
    ]);
    expect(kindsOf('a sign says open on grass with a dog and two apples.')).toEqual([
      ['text', 'a sign says open on grass'],
      ['plain', 'a dog'],
      ['plain', 'two apples'],
    ]);
  });

  test('what people and larger models write', () => {
    expect(
      kindsOf('In the upper-left corner stands a black and white cat, while a man reads a book.'),
    ).toEqual([
      ['spatial', 'In the upper-left corner stands a black and white cat'],
      ['plain', 'a man reads a book'],
    ]);
    expect(
      kindsOf('The banner reads "Salt, pepper and more." It hangs between the door and the window.'),
    ).toEqual([
      ['text', 'The banner reads "Salt, pepper and more"'],
      ['spatial', 'It hangs between the door and the window'],
    ]);
    expect(kindsOf("The dog's bowl is on the table; a label with the word milk on it.")).toEqual([
      ['plain', "The dog's bowl is on the table"],
      ['plain', 'a label'],
      ['plain', 'the word milk on it'],
    ]);
    expect(kindsOf('a dog [1,2,3,4] a cat [5,6,7,8]')).toEqual([
      ['grounded', 'a dog [1,2,3,4]'],
      ['grounded', 'a cat [5,6,7,8]'],
    ]);
  });

  test('broken boxes stay with their things', () => {
    expect(kindsOf('a rose [],416,416,999], two cats [1,2,3,4], [5,6,7,8] and a car [541,')).toEqual([
      ['grounded', 'a rose [],416,416,999]'],
      ['grounded', 'two cats [1,2,3,4]'],
      ['grounded', '[5,6,7,8]'],
      ['grounded', 'a car [541,'],
    ]);
  });

  test('nothing, and one word', () => {
    expect(clausesOf('')).toEqual([]);
    expect(clausesOf(' .,; ')).toEqual([]);
    expect(kindsOf('a a a, the, a dog, a a')).toEqual([['plain', 'a dog']]);
    expect(kindsOf('yes')).toEqual([['plain', 'yes']]);
  });
});

test('places: a side of the image is a position, a side of a thing a relation', () => {
  const of = (text: string) => placesIn(text).map(({ kind, name, sides }) => [kind, name, sides]);
  expect(of('to the left of the image')).toEqual([['position', 'to the left of the image', ['left']]]);
  expect(of('a dog to the left of the cat')).toEqual([['relation', 'left of', []]]);
  expect(of('at the far top right, underneath the tree')).toEqual([
    ['position', 'at the far top right', ['top', 'right']],
    ['relation', 'below', []],
  ]);
  expect(of('in the background')).toEqual([['position', 'in the background', []]]);
  expect(of('he left the house on the right day')).toEqual([['position', 'on the right', ['right']]]);
});

describe('the truth of a clause', () => {
  const image: ImageTruth = {
    width: 100,
    height: 100,
    grounds: new Set(['grass', 'sand']),
    scene: {
      background: 'grass',
      sign: 'open',
      objects: [
        { kind: 'dog', category: 'animal', box: [0, 40, 20, 60] },
        { kind: 'cat', category: 'animal', box: [70, 40, 90, 60] },
        { kind: 'car', category: 'vehicle', box: [40, 0, 60, 20] },
        { kind: 'apple', category: 'food', box: [40, 80, 50, 90] },
        { kind: 'apple', category: 'food', box: [60, 80, 70, 90] },
      ],
      relations: [
        ['dog', 'left of', 'cat'],
        ['cat', 'right of', 'dog'],
      ],
    },
  };
  const lexicon = lexiconOf(['dog', 'cat', 'car', 'apple', 'guitar']);
  const truths = (caption: string) =>
    clausesOf(caption).map((clause) => truthOfClause(clause, image, lexicon));

  test.each([
    ['the dog is left of the cat', true],
    ['the cat is to the right of the dog', true],
    ['the cat is left of the dog', false],
    // Level with it: neither above nor below.
    ['the dog is above the cat', false],
    // Down and to the right alike: neither clearly so nor not at all.
    ['the car is right of the dog', null],
    ['the car is above the dog', null],
    ['the car is above the apples', true],
    ['the car is below the apple', false],
    ['the guitar is left of the cat', false],
    ['the cat is above the cat', false],
    ['the apple is left of the apple', null],
    ['the dog is behind the cat', null],
    ['the dog is left of something', null],
    ['the dog is left of the cat above the apple', true],
    ['the cat is left of the dog near the apple', false],
  ])('relation: %s', (caption, truth) => {
    expect(truths(caption)).toEqual([truth]);
  });

  test('a clause without a thing of its own speaks of its sentence’s first', () => {
    expect(truths('the dog is left of the cat and right of the apple')).toEqual([true, false]);
    expect(truths('the cat. right of the dog')).toEqual([true, null]);
  });

  test.each([
    ['the dog is on the left', true],
    ['a dog at the right of the image', false],
    ['in the upper part of the picture is a car', true],
    ['an apple in the lower right corner', null],
    ['a dog in the middle', false],
    ['a dog in the background', null],
    ['a guitar on the left', false],
    ['something on the left', null],
  ])('position: %s', (caption, truth) => {
    expect(truths(caption)).toEqual([truth]);
  });

  test.each([
    ['a dog [000,400,200,600]', true],
    ['a dog [700,400,900,600]', false],
    ['a small apple [600,800,700,900]', true],
    ['a guitar [000,400,200,600]', false],
    ['a thing [000,400,200,600]', null],
    ['a dog [],416,416,999]', false],
    ['a dog [000,400,200', false],
  ])('box: %s', (caption, truth) => {
    expect(truths(caption)).toEqual([truth]);
  });

  test('a second box is about the same thing', () => {
    expect(truths('two apples [400,800,500,900], [600,800,700,900] and [000,000,100,100]')).toEqual([
      ...[true, true, false],
    ]);
    expect(truths('a dog [000,400,200,600], a thing [000,400,200,600]')).toEqual([true, null]);
  });

  test.each([
    ['a sign says open on grass', true],
    ['a sign says "OPEN"', true],
    ['a sign says exit on grass', false],
    ['the word opening is written', null],
  ])('text: %s', (caption, truth) => {
    expect(truths(caption)).toEqual([truth]);
  });

  test('a text where none is, is wrong', () => {
    const clause = clausesOf('a sign says open')[0];
    const silent = { ...image, scene: { ...image.scene, sign: null } };
    expect(clause && truthOfClause(clause, silent, lexicon)).toBe(false);
  });

  test('what nobody knows of a picture is not false: signs, grounds and relations that annotations do not tell', () => {
    const annotated = { ...image, grounds: new Set<string>(), scene: { objects: image.scene.objects } };
    const told = (caption: string) =>
      clausesOf(caption).map((clause) => truthOfClause(clause, annotated, lexicon));
    expect(told('a sign says closed')).toEqual([null]);
    expect(told('no sign')).toEqual([null]);
    expect(told('a dog on sand')).toEqual([true]);
    expect(told('the dog is behind the cat')).toEqual([null]);
    expect(told('the dog is left of the cat')).toEqual([true]);
    expect(told('a guitar')).toEqual([false]);
  });

  test('plain clauses: everything named is there, and what is said to be absent is absent', () => {
    expect(truths('a dog, two guitars, a thing, a sign on grass, no sign on grass, no guitar here')).toEqual([
      ...[true, false, null, true, false, true],
    ]);
    expect(truths('a dog on grass, a dog on sand, a dog on a sofa, on sand')).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
