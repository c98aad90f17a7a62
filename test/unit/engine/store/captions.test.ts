import { expect, test } from 'vitest';
import {
  captionsOfImage,
  captionsOfModel,
  firstGalleryPage,
  galleryPage,
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

test('pages of the gallery meet every image once', () => {
  const { db } = withImages(25);
  const seen: number[] = [];
  for (let after = 0; ; ) {
    const page = galleryPage(db, {}, after, 10);
    seen.push(...page.map(({ id }) => id));
    if (page.length < 10) break;
    after = page.at(-1)?.id as number;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  expect(firstGalleryPage(db, { set: 'pretrain' }, 1).total).toBe(25);
  expect(firstGalleryPage(db, { set: 'bench' }, 1).total).toBe(0);
});

test('search finds originals and captions by whole and half-typed words, and takes no query syntax', () => {
  const { db } = withImages(30);
  insertCaptions(db, origin(), [caption(7, 'a "quoted" lighthouse on wood.')]);
  insertCaptions(db, { ...origin('spatial'), origin: 'specialist', round: null }, [caption(7, 'yes')]);
  const found = (search: string) => galleryPage(db, { search }, 0, 100).map(({ id }) => id);
  expect(found('lighthouse')).toEqual([7]);
  expect(found('lightho')).toEqual([7]);
  expect(found('animal number 6')).toEqual([7]);
  expect(found('lighthouse OR animal')).toEqual([]);
  expect(found('"')).toHaveLength(30);
  expect(found("lighthouse'; DROP TABLE images; --")).toEqual([]);
  expect(firstGalleryPage(db, { search: 'animal' }, 1).total).toBe(30);
  // The newest recaption stands for the image, not a specialist's answer.
  expect(galleryPage(db, { search: 'lighthouse' }, 0, 1)[0]).toMatchObject({
    caption: 'a "quoted" lighthouse on wood.',
    captions: 2,
  });
});
