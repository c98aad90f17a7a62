import { expect, test } from 'vitest';
import { markedText } from '../../../renderer/views/captions/marked-text.ts';
import { objectsNamed } from '../../../renderer/views/captions/objects-named.ts';
import { wordChanges } from '../../../renderer/views/captions/word-changes.ts';

const lexicon = new Map([
  ['dog', 'dog'],
  ['dogs', 'dog'],
  ['hot dog', 'hot dog'],
  ['cat', 'cat'],
]);

test('objects are found as whole words, the longest writing first, and judged by the truth', () => {
  const found = objectsNamed('Two DOGS, a hot dog and a catalogue.', lexicon, new Set(['dog']));
  expect(found.map(({ name, there }) => [name, there])).toEqual([
    ['dog', true],
    ['hot dog', false],
  ]);
  expect('Two DOGS, a hot dog and a catalogue.'.slice(found[1]?.start, found[1]?.end)).toBe('hot dog');
});

test('pieces carry all marks over them and together are the caption', () => {
  const text = 'a cat [000,000,500,500] and two dogs on grass.';
  const objects = objectsNamed(text, lexicon, new Set(['cat'])).filter(({ there }) => !there);
  const pieces = markedText(text, wordChanges('a cat on grass.', text), objects);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  const dogs = pieces.find((piece) => piece.text === 'dogs');
  expect(dogs).toMatchObject({ change: 'added', object: { name: 'dog', there: false } });
  expect(pieces.find(({ box }) => box)).toMatchObject({ text: '[000,000,500,500]', change: 'added' });
});

test('removed words stand where they were and carry no marks', () => {
  const pieces = markedText('a cat', wordChanges('two dogs cat', 'a cat'), []);
  expect(pieces.map(({ text, change }) => [text.trim(), change])).toEqual([
    ['two dogs', 'removed'],
    ['a', 'added'],
    ['cat', 'kept'],
  ]);
});

test('phrases cut the text too, and keep the marks within them', () => {
  const text = 'a cat on grass, a dog left of it';
  const phrases = [
    { start: 0, end: 14, kind: 'true', holds: true },
    { start: 16, end: text.length, kind: 'spatial', holds: false },
  ] as const;
  const objects = objectsNamed(text, lexicon, new Set(['cat'])).filter(({ there }) => !there);
  const pieces = markedText(text, wordChanges('a cat on sand', text), objects, phrases);
  const kept = pieces.filter(({ change }) => change !== 'removed');
  expect(kept.map((piece) => piece.text).join('')).toBe(text);
  expect(
    kept
      .filter(({ phrase }) => phrase?.kind === 'true')
      .map((piece) => piece.text)
      .join(''),
  ).toBe('a cat on grass');
  expect(kept.find((piece) => piece.text === 'dog')).toMatchObject({
    object: { name: 'dog' },
    phrase: { kind: 'spatial', holds: false },
    change: 'added',
  });
});
