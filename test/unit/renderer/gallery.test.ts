import { expect, test } from 'vitest';
import { galleryLayout, gap, movedBy } from '../../../renderer/views/captions/gallery-layout.ts';
import { loadedOf, type Page, shownTotal } from '../../../renderer/views/captions/pages.ts';

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
  images: ids.map((id) => ({
    id,
    set: 's',
    file: 'f',
    width: 1,
    height: 1,
    caption: null,
    captions: 0,
    value: null,
  })),
  next: null,
  sets: [],
});

test('loaded pages read as one list, whatever their sizes and order, and an id is found in it', () => {
  const { images, indexOf } = loadedOf([page([40, 5]), page([]), page([9, 10, 2])]);
  expect(images.map(({ id }) => id)).toEqual([40, 5, 9, 10, 2]);
  expect([40, 5, 9, 10, 2].map(indexOf)).toEqual([0, 1, 2, 3, 4]);
  expect([1, 7, 41].map(indexOf)).toEqual([null, null, null]);
  expect(loadedOf([]).images).toEqual([]);
});

test('there are as many cells as images were counted, and some more while nobody has counted', () => {
  expect(shownTotal(120, null, true)).toBe(220);
  expect(shownTotal(120, 1_000_000, true)).toBe(1_000_000);
  expect(shownTotal(0, null, true)).toBe(100);
  expect(shownTotal(120, 100, true)).toBe(120);
  expect(shownTotal(120, 120, true)).toBe(120);
  expect(shownTotal(120, 500, false)).toBe(120);
  expect(shownTotal(0, 0, false)).toBe(0);
});
