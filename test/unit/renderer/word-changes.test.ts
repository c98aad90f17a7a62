import { expect, test } from 'vitest';
import { type Change, wordChanges } from '../../../renderer/views/captions/word-changes.ts';

const shown = (changes: readonly Change[]): string =>
  changes
    .map(({ kind, text }) => {
      if (kind === 'kept') return text;
      return kind === 'added' ? `+${text.trimEnd()}+ ` : `-${text.trimEnd()}- `;
    })
    .join('')
    .trim();
const present = (changes: readonly Change[]): string =>
  changes
    .filter(({ kind }) => kind !== 'removed')
    .map(({ text }) => text)
    .join('');

test('what is new and what it replaced is told word by word', () => {
  expect(shown(wordChanges('two dogs and a cat on grass.', 'a dog and a large cat on grass.'))).toBe(
    '-two dogs- +a dog+ and a +large+ cat on grass.',
  );
});

test('equal captions change nothing, whatever their case and commas', () => {
  expect(wordChanges('A dog, a cat.', 'a dog a cat')).toEqual([{ kind: 'kept', text: 'a dog a cat' }]);
});

test('without the removed words the pieces are the caption, letter by letter', () => {
  const captions = [
    ['', 'a dog'],
    ['a dog', ''],
    ['  two   spaces\nand a line ', ' two spaces\n\nand  lines '],
    ['a b a b a b', 'b a b a b a'],
    ['a dog [012,004,300,400].', 'a dog [012,004,310,400].'],
  ] as const;
  for (const [before, now] of captions) expect(present(wordChanges(before, now))).toBe(now);
});

test('removed words are those of the round before, in order', () => {
  const removed = wordChanges('one two three four', 'two four five').filter(({ kind }) => kind === 'removed');
  expect(removed.map(({ text }) => text.trim())).toEqual(['one', 'three']);
});

test('endless captions are compared without word-by-word work in their unlike middle', () => {
  const before = Array.from({ length: 5000 }, (_, index) => `a${index}`).join(' ');
  const now = Array.from({ length: 5000 }, (_, index) => `b${index}`).join(' ');
  const changes = wordChanges(`start ${before} end`, `start ${now} end`);
  expect(changes.map(({ kind }) => kind)).toEqual(['kept', 'removed', 'added', 'kept']);
  expect(present(changes)).toBe(`start ${now} end`);
});
