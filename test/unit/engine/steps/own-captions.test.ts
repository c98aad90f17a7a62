/** Data without benchmarks is judged on some of its own captioned images, which nothing is trained on. */
import { expect, test } from 'vitest';
import { faultsOf } from '../../../../main/engine/plan/faults.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { drawn, howMany } from '../../../../main/engine/steps/own-captions.ts';

const images = (count: number) =>
  Array.from({ length: count }, (_, id) => ({
    id,
    name: `${id}.png`,
    sha256: `sha of ${id}`,
    texts: ['a dog.'],
  }));

test('a share of the images is drawn, never more than asked for, and none where too few would come of it', () => {
  expect(howMany(1000, { share: 0.05, most: 500 })).toBe(50);
  expect(howMany(100_000, { share: 0.05, most: 500 })).toBe(500);
  expect(howMany(399, { share: 0.05, most: 500 })).toBe(0);
  expect(drawn(images(1000), { share: 0.05, most: 500 })).toHaveLength(50);
  expect(drawn(images(100), { share: 0.05, most: 500 })).toEqual([]);
});

test('which images are drawn follows from their content alone, and copies of a file are never parted', () => {
  const all = images(1000);
  const kept = new Set(drawn(all, { share: 0.05, most: 500 }).map(({ sha256 }) => sha256));
  const renamed = [...all].reverse().map((image, id) => ({ ...image, id, name: `other ${id}` }));
  expect(new Set(drawn(renamed, { share: 0.05, most: 500 }).map(({ sha256 }) => sha256))).toEqual(kept);
  const doubled = [...all, ...images(1000).map((image) => ({ ...image, id: image.id + 1000 }))];
  const both = drawn(doubled, { share: 0.05, most: 500 });
  for (const hash of new Set(both.map(({ sha256 }) => sha256)))
    expect(both.filter(({ sha256 }) => sha256 === hash)).toHaveLength(2);
});

test('a plan that keeps images and does not ask about them is refused, and the other way round', () => {
  const plan = { ...planOf('smoke'), dataset: { kind: 'folder' as const, path: '/data' } };
  const ownCaptions = { share: 0.05, most: 500 };
  expect(faultsOf({ ...plan, ownCaptions }).map(({ path }) => path)).toEqual([['ownCaptions']]);
  expect(
    faultsOf({ ...plan, benchmarks: ['own-captions'], specialists: [] }).map(({ path }) => path),
  ).toEqual([['benchmarks', 0]]);
  expect(faultsOf({ ...plan, benchmarks: ['own-captions'], specialists: [], ownCaptions })).toEqual([]);
  expect(
    faultsOf({ ...planOf('smoke'), benchmarks: ['own-captions'], specialists: [], ownCaptions })[0]?.what,
  ).toBe('The drawn world has benchmarks of its own.');
});
