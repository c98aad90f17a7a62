import { expect, test } from 'vitest';
import { boxQuality, withoutBoxes } from '../../../../main/engine/quality/boxes.ts';
import { lexiconOf } from '../../../../main/engine/quality/index.ts';

const truth = {
  lexicon: lexiconOf(['dog', 'cat', 'hot dog']),
  things: [
    { kind: 'dog', box: [0, 0, 0.5, 0.5] },
    { kind: 'dog', box: [0.5, 0.5, 1, 1] },
    { kind: 'cat', box: [0, 0.5, 0.5, 1] },
  ],
} as const;
const of = (text: string, prompt = 'describe the image with boxes.') => boxQuality(text, prompt, truth);

test('a right box overlaps wholly, whatever stands between it and its name', () => {
  expect(boxQuality('a large dog [000,000,999,999]', '', null)).toEqual({
    written: 1,
    valid: 1,
    judged: null,
    found: null,
    overlap: null,
  });
  const lexicon = lexiconOf(['dog']);
  const things = [{ kind: 'dog', box: [0, 0, 1, 1] }] as const;
  expect(boxQuality('a dog, it sits [0, 0, 999, 999].', '', { lexicon, things })).toEqual({
    written: 1,
    valid: 1,
    judged: 1,
    found: 1,
    overlap: 1,
  });
});

test.each([
  ['too large a number', 'a dog [0000,000,500,500]', 0],
  ['a corner missing', 'a dog [000,000,500]', 0],
  ['turned round', 'a dog [500,000,000,500]', 0],
  ['without area', 'a dog [100,100,100,500]', 0],
  ['cut off', 'a dog [000,000,5', 0],
  ['negative', 'a dog [-10,000,500,500]', 0],
  ['parts of numbers', 'a dog [0.1,0.2,0.3,0.4]', 0],
  ['as it should be', 'a dog [000,000,500,500]', 1],
])('%s', (_, text, valid) => {
  expect(of(text)).toMatchObject({ written: 1, valid });
});

test('brackets that hold words are no box', () => {
  expect(of('a dog [sic] and a cat [see 3].')).toMatchObject({ written: 0, valid: 0, judged: 0 });
});

test('each thing is found once: the same right box written twice is right once', () => {
  const said = of('a dog [500,500,999,999] and a dog [500,500,999,999]');
  expect(said).toMatchObject({ judged: 2, found: 1 });
  expect(said.overlap).toBeCloseTo(0.998, 2);
  expect(of('a dog [000,000,499,499], a dog [500,500,999,999]')).toMatchObject({ judged: 2, found: 2 });
});

test('a box for a thing that is not there, or of another name, overlaps with nothing', () => {
  expect(of('a hot dog [000,000,499,499]')).toMatchObject({ judged: 1, found: 0, overlap: 0 });
  expect(of('a cat [000,000,499,499]')).toMatchObject({ judged: 1, found: 0 });
});

test('a bare box answers for the thing that was asked for; without any name it is not judged', () => {
  expect(of('[000,000,499,499]', 'where is the dog?')).toMatchObject({ judged: 1, found: 1 });
  expect(of('[000,000,499,499]')).toMatchObject({ valid: 1, judged: 0 });
});

test('the numbers of boxes are no words', () => {
  expect(withoutBoxes('a dog [000,000,499,499] and [1,2')).toBe('a dog   and  ');
});

test('a hundred thousand characters of brackets and digits are read in no time', () => {
  for (const hostile of [`[${'1'.repeat(100_000)}x`, '[1,'.repeat(33_000), 'dog [1,1,2,2]'.repeat(7500)]) {
    of(hostile);
    withoutBoxes(hostile);
  }
});
