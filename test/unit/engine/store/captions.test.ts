import { expect, test } from 'vitest';
import { galleryPage } from '../../../../main/engine/gallery/page.ts';
import {
  captionsOfImage,
  captionsOfModel,
  type Db,
  insertCaptions,
} from '../../../../main/engine/store/index.ts';
import { caption, origin, withImages } from './made-up.ts';

test('a caption is kept with everything it came from', () => {
  const { db } = withImages(2);
  insertCaptions(db, origin(), [caption(1, 'a small dog on grass.')]);
  const [original, written] = captionsOfImage(db, 1);
  expect(original).toMatchObject({ origin: 'original', text: 'an animal number 0', model: null });
  expect(written).toMatchObject({
    origin: 'recaption',
    round: 1,
    model: 'v0',
    checkpoint: '/checkpoints/v0',
    prompt: 'describe it.',
    text: 'a small dog on grass.',
    seed: 1,
    tokens: 3,
    logProbability: -0.5,
    truncated: false,
    decoding: { maxNewTokens: 32, temperature: 0, topP: 1 },
  });
});

test('an image is asked a prompt once per model and seed: a second answer is refused, and its whole batch with it', () => {
  const { db } = withImages(3);
  insertCaptions(db, origin(), [caption(1, 'first')]);
  expect(() => insertCaptions(db, origin(), [caption(2, 'other'), caption(1, 'second')])).toThrow(/UNIQUE/);
  expect(captionsOfModel(db, 'v0', 1).map(({ text }) => text)).toEqual(['first']);
  insertCaptions(db, origin('v1'), [caption(1, 'by another model')]);
  insertCaptions(db, origin('v0', 2), [caption(1, 'of another seed')]);
  expect(captionsOfModel(db, 'v0', 2).map(({ text }) => text)).toEqual(['of another seed']);
});

const found = (db: Db, search: string, limit = 100) =>
  galleryPage(db, { filter: { search }, measured: null, after: null, limit }).images;

test('search finds originals and captions by whole and half-typed words, and takes no query syntax', () => {
  const { db } = withImages(30);
  insertCaptions(db, origin(), [caption(7, 'a "quoted" lighthouse on wood.')]);
  insertCaptions(db, { ...origin('spatial'), origin: 'specialist', round: null }, [caption(7, 'yes')]);
  const ids = (search: string) => found(db, search).map(({ id }) => id);
  expect(ids('lighthouse')).toEqual([7]);
  expect(ids('lightho')).toEqual([7]);
  expect(ids('animal number 6')).toEqual([7]);
  expect(ids('lighthouse OR animal')).toEqual([]);
  expect(ids('"')).toHaveLength(30);
  expect(ids("lighthouse'; DROP TABLE images; --")).toEqual([]);
  // The newest recaption stands for the image, not a specialist's answer.
  expect(found(db, 'lighthouse', 1)[0]).toMatchObject({
    caption: 'a "quoted" lighthouse on wood.',
    captions: 2,
  });
});
