import { expect, test } from 'vitest';
import { boxOfPixels, groundedBoxes } from '../../../renderer/views/captions/grounded-boxes.ts';

test('boxes are read as shares of the picture, with the words they follow', () => {
  const text = 'a large dog [000,500,999,999] and an apple [333,000,666,999] on grass.';
  const [dog, apple] = groundedBoxes(text);
  expect(dog?.label).toBe('a large dog');
  expect(dog?.box[1]).toBeCloseTo(0.5, 2);
  expect(dog?.box[2]).toBe(1);
  expect(apple?.label).toBe('an apple');
  expect(text.slice(apple?.start, apple?.end)).toBe('[333,000,666,999]');
});

test('a box alone has no label; corners the wrong way round are turned', () => {
  expect(groundedBoxes('[999,999,000,000]')).toEqual([{ start: 0, end: 17, label: '', box: [0, 0, 1, 1] }]);
});

test('what is no box is left as text', () => {
  for (const text of ['[1,2,3]', '[1000,0,0,0]', '[a,b,c,d]', '1,2,3,4', '[1,2,3,4', '[-1,2,3,4]'])
    expect(groundedBoxes(text)).toEqual([]);
  expect(groundedBoxes('[1, 2,3 ,4]')).toHaveLength(1);
});

test('boxes of the truth come from pixels', () => {
  expect(boxOfPixels([24, 48, 96, 96], { width: 96, height: 96 })).toEqual([0.25, 0.5, 1, 1]);
});
