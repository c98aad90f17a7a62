/** Reading lessons: recognise, comprehend, reason; and what is not asked where words could not be read. */
import { expect, test } from 'vitest';
import type { AnnotatedText, Box } from '../../../../main/engine/specialists/annotated.ts';
import { inReadingOrder } from '../../../../main/engine/specialists/boxes.ts';
import { readingTurns } from '../../../../main/engine/specialists/reading.ts';

const word = (text: string, box: Box) => ({ text, box });
const sign = (words: ReturnType<typeof word>[], illegible = 0, captions: string[] = []): AnnotatedText => ({
  name: 'a.jpg',
  width: 100,
  height: 100,
  words,
  illegible,
  captions,
});

const menu = [
  word('3.50', [60, 42, 90, 52]),
  word('CAFÉ', [10, 5, 90, 30]),
  word('soup', [10, 40, 40, 50]),
  word('12', [60, 60, 90, 70]),
  word('fish', [10, 60, 40, 70]),
];
const asked = (image: AnnotatedText, others: string[] = [], seed = 1) =>
  new Map(readingTurns(image, seed, others).map(({ user, assistant }) => [user, assistant]));

test('words stand line by line, each line from the left', () => {
  expect(inReadingOrder(menu).map(({ text }) => text)).toEqual(['CAFÉ', 'soup', '3.50', 'fish', '12']);
});

test('recognise, comprehend and reason about a menu', () => {
  const turns = asked(sign(menu), ['soup', 'taxi']);
  expect(turns.get('what does the text say?')).toBe('CAFÉ soup 3.50 fish 12');
  expect(turns.get('how many words are there?')).toBe('5');
  expect(turns.get('what is the last word?')).toBe('12');
  expect(turns.get('which word is written largest?')).toBe('CAFÉ');
  expect(turns.get('which is the greatest number?')).toBe('12');
  expect(turns.get('does the image say "taxi"?')).toBe('no');
  expect(turns.get('does the image say "soup"?')).not.toBe('no');
});

test('places: what a box says, and where a word stands, over many seeds', () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    for (const { user, assistant } of readingTurns(sign(menu), seed, [])) {
      const box = /^what is written in (\[.+\])\?$/.exec(user)?.[1];
      const text = /^where does it say "(.+)"\?$/.exec(user)?.[1];
      if (box === '[100,400,400,500]') expect(assistant).toBe('soup');
      if (text === 'soup') expect(assistant).toBe('[100,400,400,500]');
      if (box ?? text) seen.add(box ?? (text as string));
    }
  }
  expect(seen.size).toBe(10);
});

test('a word that stands twice is not sought, and letters of like size are not compared', () => {
  const twice = [word('taxi', [0, 0, 20, 10]), word('TAXI', [0, 50, 20, 60])];
  for (let seed = 0; seed < 10; seed++) {
    const turns = asked(sign(twice), ['Taxi'], seed);
    expect([...turns.keys()].filter((user) => user.startsWith('where'))).toEqual([]);
    expect(turns.has('which word is written largest?')).toBe(false);
    expect([...turns.values()]).not.toContain('no');
  }
});

test('where some words could not be read, nothing is said about all of them', () => {
  const turns = [...asked(sign(menu, 1), ['taxi'])];
  expect(turns.map(([user]) => user.replace(/\[.*\]|".*"/, 'X')).sort()).toEqual([
    'does the image say X?',
    'what does the text say?',
    'what is written in X?',
  ]);
});

test('no text is a lesson too; unread text is none; a caption is narrated with the text', () => {
  expect(readingTurns(sign([], 0, ['a cat.']), 1, [])).toEqual([
    { user: 'what does the text say?', assistant: 'no text' },
    { user: 'read the text and describe the image.', assistant: 'no text. a cat.' },
  ]);
  expect(readingTurns(sign([], 2), 1, ['taxi'])).toEqual([]);
  const narrated = asked(sign(menu.slice(0, 2), 0, ['a wall.', 'a menu on a wall.']));
  expect(narrated.get('read the text and describe the image.')).toBe(
    'the text says CAFÉ 3.50. a menu on a wall.',
  );
});

test('a page of text is read word by word only', () => {
  const page = Array.from({ length: 13 }, (_, at) => word(`w${at}`, [0, at * 7, 20, at * 7 + 6]));
  const users = [...asked(sign(page)).keys()].map((user) => user.replace(/\[.*\]|".*"/, 'X')).sort();
  expect(users).toEqual(['does the image say X?', 'what is written in X?', 'where does it say X?']);
});
