import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boxIn, intersectionOverUnion, refcoco } from '../../../../main/engine/scorers/refcoco.ts';
import { item, temporaryFolder } from './support.ts';

describe('reading a box', () => {
  test.each([
    ['[000,100,500,999]', [0, 100, 500, 999]],
    ['It is at [ 1, 2 ,3,4 ].', [1, 2, 3, 4]],
    ['[1,2,3,4] or [5,6,7,8]', [1, 2, 3, 4]],
    ['[1,2,3]', null],
    ['[1,2,3,1000]', null],
    ['[0.1,0.2,0.3,0.4]', null],
    ['[-1,2,3,4]', null],
    ['1,2,3,4', null],
    ['[one,two,three,four]', null],
    ['[１,２,３,４]', null],
    ['', null],
  ])('%j', (answer, expected) => {
    expect(boxIn(answer)).toEqual(expected);
  });
});

test('intersection over union without an added pixel', () => {
  expect(intersectionOverUnion([0, 0, 10, 10], [0, 0, 10, 10])).toBe(1);
  expect(intersectionOverUnion([0, 0, 10, 10], [0, 0, 10, 5])).toBe(0.5);
  // with VILA's added pixel this would be 66 / 121 = 0.545; here exactly one half
  expect(intersectionOverUnion([0, 0, 10, 10], [0, 5, 10, 15])).toBeCloseTo(1 / 3, 12);
  expect(intersectionOverUnion([0, 0, 10, 10], [10, 0, 20, 10])).toBe(0);
  expect(intersectionOverUnion([10, 10, 0, 0], [0, 0, 10, 10])).toBe(0);
  expect(intersectionOverUnion([3, 3, 3, 3], [3, 3, 3, 3])).toBe(0);
});

test('boxes are scaled to the image, 999 being its far edge', () => {
  const whole = item('1', { box: [0, 0, 200, 100], width: 200, height: 100 });
  expect(refcoco.score(whole, '[000,000,999,999]')).toBe(1);
  expect(refcoco.score(whole, '[000,000,999,500]')).toBe(1);
  expect(refcoco.score(whole, '[000,000,999,498]')).toBe(0);
  expect(refcoco.score(whole, 'everywhere')).toBe(0);
  expect(refcoco.details([whole], new Map([['1', 'everywhere']]))).toMatchObject({
    unreadable: 1,
    'mean IoU': 0,
  });
});

test('reads expressions with boxes as x, y, width, height', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'refcoco'));
  const file = join(folder, 'refcoco', 'test.json');
  const entry = {
    question_id: 5,
    image: 'images/1.jpg',
    expression: 'the dog',
    bbox: [10, 20, 30, 40],
    width: 96,
    height: 96,
  };
  await writeFile(file, JSON.stringify([entry]));
  expect(await refcoco.read(folder)).toEqual([
    {
      id: '5',
      image: '1.jpg',
      prompt: 'where is the dog?',
      truth: { box: [10, 20, 40, 60], width: 96, height: 96 },
    },
  ]);
  await writeFile(file, JSON.stringify([entry, { ...entry, question_id: 6, bbox: [1, 2, 3] }]));
  await expect(refcoco.read(folder)).rejects.toThrow(
    /test\.json, entry 2, field "bbox": a list of 4 numbers/,
  );
  await writeFile(file, JSON.stringify([{ ...entry, width: 0 }]));
  await expect(refcoco.read(folder)).rejects.toThrow(/field "width": a number above 0/);
});
