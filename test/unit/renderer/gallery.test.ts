import { expect, test } from 'vitest';
import { galleryLayout, gap, movedBy } from '../../../renderer/views/captions/gallery-layout.ts';
import { imageAt, indexOfImage, loadedCount, type Page } from '../../../renderer/views/captions/pages.ts';

test('cells fill the width, two columns at the least', () => {
  for (const width of [0, 200, 306, 700, 1225, 3000]) {
    const { columns, cellWidth } = galleryLayout(width);
    expect(columns).toBeGreaterThanOrEqual(2);
    expect(columns * cellWidth + (columns - 1) * gap).toBeLessThanOrEqual(Math.max(width, gap));
  }
  expect(galleryLayout(1225).columns).toBe(8);
});

test('keys move by one, a row or a page, and stay within the gallery', () => {
  const grid = { columns: 4, pageRows: 3, total: 30 };
  expect(movedBy('ArrowRight', 0, grid)).toBe(1);
  expect(movedBy('ArrowLeft', 0, grid)).toBe(null);
  expect(movedBy('ArrowDown', 1, grid)).toBe(5);
  expect(movedBy('ArrowUp', 1, grid)).toBe(null);
  expect(movedBy('ArrowDown', 27, grid)).toBe(null);
  expect(movedBy('PageDown', 25, grid)).toBe(29);
  expect(movedBy('PageUp', 25, grid)).toBe(13);
  expect(movedBy('End', 0, grid)).toBe(29);
  expect(movedBy('Home', 29, grid)).toBe(0);
  expect(movedBy('a', 3, grid)).toBe(null);
});

const page = (ids: readonly number[]): Page => ({
  images: ids.map((id) => ({ id, set: 's', file: 'f', width: 1, height: 1, caption: null, captions: 0 })),
  next: null,
  total: 5,
  sets: [],
});

test('loaded pages read as one list, and an id is found in it', () => {
  const pages = [page([2, 5]), page([9, 10]), page([40])];
  expect(loadedCount(pages)).toBe(5);
  expect([0, 1, 2, 3, 4, 5].map((index) => imageAt(pages, index)?.id)).toEqual([2, 5, 9, 10, 40, undefined]);
  expect([2, 5, 9, 10, 40].map((id) => indexOfImage(pages, id))).toEqual([0, 1, 2, 3, 4]);
  expect([1, 7, 41].map((id) => indexOfImage(pages, id))).toEqual([null, null, null]);
});

test('no pages, no images', () => {
  expect(loadedCount([])).toBe(0);
  expect(imageAt([], 0)).toBe(undefined);
  expect(indexOfImage([page([])], 1)).toBe(null);
});
