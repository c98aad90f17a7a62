import { expect, test } from 'vitest';
import { TextOverlap } from '../../../../main/engine/leakage/text-overlap.ts';

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `w${from + i}`).join(' ');

test('thirteen words in a row are an overlap whatever their case and marks, twelve are none', () => {
  const overlap = new TextOverlap();
  expect(overlap.addItem(0, [words(0, 20)])).toBe(true);
  overlap.see(7, `Before, ${words(3, 13).toUpperCase().replaceAll(' ', ', ')}! After`);
  overlap.see(8, `${words(3, 12)} and ${words(15, 5)}`);
  expect(overlap.found()).toEqual([{ image: 7, item: 0, words: words(3, 13) }]);
});

test('an item of short texts cannot be compared', () => {
  const overlap = new TextOverlap();
  expect(overlap.addItem(0, ['is there a dog?', 'yes'])).toBe(false);
  overlap.see(1, 'is there a dog? yes');
  expect(overlap.found()).toEqual([]);
});

test('a pair is told once, however much it shares, and every item that says the words is told', () => {
  const overlap = new TextOverlap();
  overlap.addItem(0, [words(0, 30), words(0, 30)]);
  overlap.addItem(1, [words(10, 15)]);
  overlap.see(5, words(0, 30));
  expect(overlap.found().map(({ image, item }) => [image, item])).toEqual([
    [5, 0],
    [5, 1],
  ]);
});

test('a phrase of the format, which many images say, is no leak', () => {
  const overlap = new TextOverlap();
  const format = words(0, 13);
  overlap.addItem(0, [`what colour is it? ${format}`]);
  for (let image = 0; image < 11; image++) overlap.see(image, `how many? ${format}`);
  expect(overlap.found()).toEqual([]);
  overlap.see(99, `what colour is it? ${format}`);
  // The words that only this one shares are a leak all the same.
  expect(new Set(overlap.found().map(({ image }) => image))).toEqual(new Set([99]));
});
