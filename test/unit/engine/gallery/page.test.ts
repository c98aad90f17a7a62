/** Pages of the gallery: every image once, in order, whatever is asked for; counts that are exact. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { galleryCount, galleryPage } from '../../../../main/engine/gallery/page.ts';
import {
  clearImages,
  type Db,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
  setsOf,
} from '../../../../main/engine/store/index.ts';
import type { GalleryFilter, GalleryPlace } from '../../../../shared/gallery.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { caption, origin } from '../store/made-up.ts';

const galleryTotal = (db: Db, filter: GalleryFilter): Promise<number | null> =>
  galleryCount(db, { filter, measured: null, superseded: () => false });

function gallery(texts: readonly string[]) {
  const db = openForWriting(join(temporaryFolder('gallery'), 'squared.sqlite'));
  insertSets(db, [
    { name: 'pretrain', role: 'pretrain' },
    { name: 'sft', role: 'sft' },
  ]);
  insertImages(
    db,
    texts.map((assistant, row) => ({
      // The sets' images lie between each other.
      set: row % 3 === 0 ? 'sft' : 'pretrain',
      name: `${row}.jpg`,
      file: `/${row}.jpg`,
      sha256: String(row),
      width: 1,
      height: 1,
      row,
      truth: null,
      turns: [
        { user: 'what?', assistant },
        { user: 'and?', assistant: `once more ${assistant}` },
      ],
    })),
  );
  const all = (filter: GalleryFilter, limit: number): number[] => {
    const ids: number[] = [];
    for (let after: GalleryPlace | null = null; ; ) {
      const { images, next } = galleryPage(db, { filter, measured: null, after, limit });
      expect(images.length).toBeLessThanOrEqual(limit);
      ids.push(...images.map(({ id }) => id));
      if (!next) return ids;
      after = next;
    }
  };
  return { db, all };
}

const animals = ['dog', 'horse', 'cat', 'bird'];

test('pages hold every image that fits once and in order, with any filter and of any size', async () => {
  const texts = Array.from({ length: 100 }, (_, at) => `a photograph of a ${animals[at % 4]}, number${at}`);
  const { db, all } = gallery(texts);
  const ids = (fits: (at: number) => boolean) => texts.flatMap((_, at) => (fits(at) ? [at + 1] : []));
  for (const limit of [1, 7, 100, 500]) {
    expect(all({}, limit)).toEqual(ids(() => true));
    expect(all({ set: 'sft' }, limit)).toEqual(ids((at) => at % 3 === 0));
    expect(all({ search: 'horse' }, limit)).toEqual(ids((at) => at % 4 === 1));
    expect(all({ set: 'sft', search: 'horse photograph' }, limit)).toEqual(
      ids((at) => at % 3 === 0 && at % 4 === 1),
    );
    expect(all({ search: 'number7' }, limit)).toEqual(ids((at) => at === 7 || (at >= 70 && at < 80)));
  }
  expect(await galleryTotal(db, {})).toBe(100);
  expect(await galleryTotal(db, { set: 'sft' })).toBe(34);
  expect(await galleryTotal(db, { search: 'horse' })).toBe(25);
  expect(await galleryTotal(db, { set: 'pretrain', search: 'horse' })).toBe(17);
  expect(all({ search: 'zebra' }, 10)).toEqual([]);
  expect(await galleryTotal(db, { search: 'zebra' })).toBe(0);
  expect(all({ set: 'nowhere', search: 'horse' }, 10)).toEqual([]);
});

test('words are found small or large, with and without accents, by their beginning, and never as syntax', async () => {
  const { all } = gallery(['Ein KÄFIG', 'photographs', 'photo', 'l\u2019eau "OR" -x', 'x']);
  expect(all({ search: 'kafig' }, 10)).toEqual([1]);
  expect(all({ search: 'KÄFI' }, 10)).toEqual([1]);
  expect(all({ search: 'phot' }, 10)).toEqual([2, 3]);
  expect(all({ search: 'photo' }, 10)).toEqual([2, 3]);
  expect(all({ search: 'photogr' }, 10)).toEqual([2]);
  expect(all({ search: 'photo x' }, 10)).toEqual([]);
  expect(all({ search: "l'eau" }, 10)).toEqual([4]);
  expect(all({ search: 'NOT x OR "' }, 10)).toEqual([]);
  expect(all({ search: '" * -' }, 10)).toEqual([1, 2, 3, 4, 5]);
});

test('captions that are written later are found in the order of their images', async () => {
  const { db, all } = gallery(['a dog', 'a cat', 'a bird']);
  insertCaptions(db, origin(), [caption(3, 'a green field'), caption(1, 'a green meadow')]);
  insertCaptions(db, origin('v1'), [caption(1, 'still green')]);
  expect(all({ search: 'green' }, 1)).toEqual([1, 3]);
  expect(await galleryTotal(db, { search: 'green' })).toBe(2);
  const { images } = galleryPage(db, { filter: { search: 'green' }, measured: null, after: null, limit: 10 });
  expect(images.map((image) => [image.caption, image.captions])).toEqual([
    ['still green', 2],
    ['a green field', 1],
  ]);
});

test('behind a thousand images whose words only begin the same, those that fit are found, and all are counted', async () => {
  const { db, all } = gallery(
    Array.from({ length: 1500 }, (_, at) =>
      at < 1400 ? `a photograph, photo${at}` : 'a photographer and a cat',
    ),
  );
  expect(await galleryTotal(db, { search: 'photo' })).toBe(1500);
  expect(await galleryTotal(db, { search: 'photograph' })).toBe(1500);
  expect(await galleryTotal(db, { search: 'cat' })).toBe(100);
  expect(await galleryTotal(db, {})).toBe(1500);
  expect(await galleryTotal(db, { set: 'sft' })).toBe(500);
  // Most images have words that begin the same: those that fit are found behind them all the same.
  const last = Array.from({ length: 100 }, (_, at) => 1401 + at);
  expect(all({ search: 'photographe' }, 7)).toEqual(last);
  expect(await galleryTotal(db, { search: 'photographer' })).toBe(100);
  expect(all({ set: 'sft', search: 'photographe' }, 500)).toEqual(last.filter((id) => (id - 1) % 3 === 0));
});

test('a set knows how many images it has, also when they are gone', async () => {
  const { db } = gallery(['a', 'b', 'c', 'd']);
  expect(setsOf(db)).toEqual([
    { name: 'pretrain', role: 'pretrain', images: 2 },
    { name: 'sft', role: 'sft', images: 2 },
  ]);
  clearImages(db);
  expect(setsOf(db)).toEqual([]);
  expect(await galleryTotal(db, {})).toBe(0);
});
