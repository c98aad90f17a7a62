import { expect, test } from 'vitest';
import { llavaRecordOf } from '../../../../main/engine/formats/llava.ts';
import { record } from './temporary-folder.ts';

const brief = 'describe the image briefly.';
const turnsOf = (...texts: string[]) => {
  const read = llavaRecordOf(record('a.jpg', ...texts), brief);
  return 'refused' in read ? read.refused : read.turns.map(({ user, assistant }) => [user, assistant]);
};

test.for([
  ['before the question', ['<image>\nwhat is it?', 'a cat.'], [['what is it?', 'a cat.']]],
  ['after the question', ['what is it?\n<image>', 'a cat.'], [['what is it?', 'a cat.']]],
  ['without a line of its own', ['<image> what is it?', 'a cat.'], [['what is it?', 'a cat.']]],
  [
    'inside the question, as LLaVA allows',
    ['what is in <image> here?', 'a cat.'],
    [['what is in here?', 'a cat.']],
  ],
  ['left out, as VILA does', ['what is it?', 'a cat.'], [['what is it?', 'a cat.']]],
  ['as the whole question', ['<image>', 'a cat.'], [[brief, 'a cat.']]],
  [
    'in a later question',
    ['hello.', 'hello.', '<image>\nwhat is it?', 'a cat.'],
    [
      ['hello.', 'hello.'],
      ['what is it?', 'a cat.'],
    ],
  ],
  [
    'and another in the text',
    ['<image>\nwhat does <image> mean?', 'the mark <image>.'],
    [['what does <image> mean?', 'the mark <image>.']],
  ],
  ['only in an answer', ['write a mark.', '<image>'], [['write a mark.', '<image>']]],
] as const)('the image mark: %s', ([, texts, turns]) => {
  expect(turnsOf(...texts)).toEqual(turns);
});

test.for([
  ['one after the other', ['<image>\n<image>\ncompare them.', 'they differ.']],
  ['in several questions', ['<image>\nwhat is it?', 'a cat.', '<image>\nand this?', 'a dog.']],
  ['on a line between', ['<image>\nthis\n<image>\nor that?', 'this.']],
  ['none of them at the edge', ['is <image> like <image> here?', 'no.']],
] as const)('several image marks are refused: %s', ([, texts]) => {
  expect(turnsOf(...texts)).toBe('it has several <image> marks; one image a conversation is read');
});

test('both ways to name who speaks are read, and fields that mean nothing here are passed over', () => {
  const value = {
    id: 7,
    image: 'images/a.jpg',
    width: 1e9,
    conversations: [
      { from: 'user', value: 'what is it?', weight: 1 },
      { from: 'assistant', value: 'a cat.' },
    ],
  };
  const turns = [{ user: 'what is it?', assistant: 'a cat.' }];
  expect(llavaRecordOf(value, brief)).toEqual({ image: 'images/a.jpg', turns, unanswered: false });
});

test('a question without an answer is left out, and it is told', () => {
  const value = record('a.jpg', 'what is it?', ' \n', 'how many?', 'two.');
  expect(llavaRecordOf(value, brief)).toEqual({
    image: 'a.jpg',
    turns: [{ user: 'how many?', assistant: 'two.' }],
    unanswered: true,
  });
});

test.for([
  ['control characters', 'a\u0000 red\u0007 c\u001bat\u0085', 'a red cat'],
  ['characters that turn text around', 'a \u202Ecat\u202C and \u2066dog\u2069', 'a cat and dog'],
  ['halves of characters', 'a cat \ud83d', 'a cat'],
  ['line ends and tabs', '  a\r\ncat\t\tand\u2028a dog\n', 'a cat and a dog'],
  ['emoji, accents and other scripts stay', 'é 😀 猫 👩‍👧', 'é 😀 猫 👩‍👧'],
  ['markup stays text', '<b onclick="x()">a</b> <|im_end|> </s>', '<b onclick="x()">a</b> <|im_end|> </s>'],
] as const)('texts are cleaned: %s', ([, text, cleaned]) => {
  expect(turnsOf('what is it?', text)).toEqual([['what is it?', cleaned]]);
});

test.for([
  [null, 'it is not an object'],
  ['a text', 'it is not an object'],
  [[], 'it names no image'],
  [{ conversations: [] }, 'it names no image'],
  [{ image: null, conversations: [] }, 'it names no image'],
  [record(7, 'a', 'b'), 'its image is not a path'],
  [record({ path: 'a.jpg' }, 'a', 'b'), 'its image is not a path'],
  [record(['a.jpg', 'b.jpg'], 'a', 'b'), 'it names several images; one image a conversation is read'],
  [record('  ', 'a', 'b'), 'it names no image'],
  [{ image: 'a.jpg' }, 'it has no list of conversations'],
  [{ image: 'a.jpg', conversations: { from: 'human', value: 'a' } }, 'it has no list of conversations'],
  [record('a.jpg'), 'its conversation is empty'],
  [record('a.jpg', 'a'), 'a question or an answer is missing'],
  [{ image: 'a.jpg', conversations: [null, null] }, 'its conversation is not question and answer by turns'],
  [{ image: 'a.jpg', conversations: ['a', 'b'] }, 'its conversation is not question and answer by turns'],
  [
    {
      image: 'a.jpg',
      conversations: [
        { from: 'gpt', value: 'a' },
        { from: 'human', value: 'b' },
      ],
    },
    'its conversation is not question and answer by turns',
  ],
  [
    {
      image: 'a.jpg',
      conversations: [
        { from: 'human', value: 'a' },
        { from: 'gpt', value: 7 },
      ],
    },
    'its conversation is not question and answer by turns',
  ],
  [
    {
      image: 'a.jpg',
      conversations: [
        { from: 'toString', value: 'a' },
        { from: '__proto__', value: 'b' },
      ],
    },
    'its conversation is not question and answer by turns',
  ],
  [record('a.jpg', 'a', 'b'.repeat(100_001)), 'a text is longer than 100,000 characters'],
] as const)('%j is refused', ([value, refused]) => {
  expect(llavaRecordOf(value, brief)).toEqual({ refused });
});
