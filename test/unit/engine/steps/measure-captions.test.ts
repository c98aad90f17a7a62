/** The captions of an experiment measured in a real database: once each, through a cancel, and as they add up. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cancelled } from '../../../../main/engine/failure.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { measureCaptions, sourceBefore } from '../../../../main/engine/steps/measure-captions.ts';
import {
  allCaptionQuality,
  type Db,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import type { SceneTruth } from '../../../../shared/models.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { caption, origin } from '../store/made-up.ts';

const plan = { ...planOf('smoke'), rounds: 2 };
const truth: SceneTruth = {
  background: 'grass',
  sign: 'open',
  objects: [
    { kind: 'dog', category: 'animal', box: [0, 0, 48, 48] },
    { kind: 'apple', category: 'food', box: [48, 48, 96, 96] },
  ],
  relations: [],
};

function experiment(images: number, seen: SceneTruth | null = truth): Db {
  const db = openForWriting(join(temporaryFolder('measure'), 'squared.sqlite'));
  onTestFinished(() => void db.close());
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  insertImages(
    db,
    Array.from({ length: images }, (_, row) => ({
      set: 'pretrain',
      name: `${row}.jpg`,
      file: `/images/${row}.jpg`,
      sha256: 'x',
      width: 96,
      height: 96,
      row,
      truth: seen,
      turns: [{ user: 'describe the image briefly.', assistant: 'a dog on grass' }],
    })),
  );
  return db;
}

const figure = (quality: CaptionQuality | null, metric: string) =>
  quality?.figures.find((one) => one.metric === metric);

test('a round is measured against the original text and the round before', async () => {
  const db = experiment(40);
  const write = (model: string, text: (image: number) => string) =>
    insertCaptions(
      db,
      origin(model),
      Array.from({ length: 40 }, (_, i) => caption(i + 1, text(i + 1))),
    );
  write('v0', (i) => `a dog and a ${i % 2 === 0 ? 'apple' : 'zebra'} on grass number ${i}`);
  write('v1', () => 'a dog and an apple on grass. a sign says open');
  const original = await measureCaptions({ plan, db }, 1, 'original');
  const first = await measureCaptions({ plan, db }, 1, 'v0');
  const second = await measureCaptions({ plan, db }, 1, 'v1');

  expect([original, first, second].map((one) => one?.before)).toEqual([null, 'original', 'v0']);
  expect(figure(original, 'words')).toMatchObject({ value: 4, low: 4, high: 4, sd: 0, n: 40 });
  expect(figure(original, 'original-kept')).toBeUndefined();
  expect(original?.lengths).toEqual([[4, 40]]);
  // dog is there each time, zebra never: the lexicon only knows what truth names, so it is not even an object.
  expect(figure(first, 'object-precision')).toMatchObject({ value: 1, n: 40 });
  expect(figure(first, 'object-recall')).toMatchObject({ value: 0.75, n: 40 });
  expect(figure(first, 'original-kept')).toMatchObject({ value: 1 });
  expect(figure(first, 'tokens')).toMatchObject({ value: 3, low: 3, high: 3, sd: 0, n: 40 });
  expect(first?.tokenLengths).toEqual([[3, 40]]);
  expect(original?.tokenLengths).toEqual([]);
  // Of "a dog and a zebra on grass number 7" and, zebra, number and 7 are new.
  expect(figure(first, 'new-words')?.value).toBeCloseTo(4 / 9, 12);
  expect(figure(first, 'near-duplicates')?.value).toBe(0);
  expect(figure(second, 'near-duplicates')?.value).toBe(1);
  expect(figure(second, 'self-similarity')).toMatchObject({ value: 1, n: 20 });
  expect(figure(second, 'quotes-right')).toMatchObject({ value: 1, n: 40 });
  expect(figure(second, 'log-probability')).toMatchObject({ value: -0.5 });
  expect(second?.matchedLength).toMatchObject({ against: 'v0', n: 40, before: 0, now: 0, difference: 0 });
  expect(allCaptionQuality(db)).toEqual([original, first, second]);
});

test('where nobody knows what is in the images, nothing is said about objects', async () => {
  const db = experiment(3, null);
  insertCaptions(db, origin('v0'), [caption(1, 'a dog'), caption(2, 'a dog [000,000,500,500]')]);
  const quality = await measureCaptions({ plan, db }, 1, 'v0');
  const told = quality?.figures.map(({ metric }) => metric);
  expect(told).not.toContain('object-precision');
  expect(told).not.toContain('chair-s');
  expect(figure(quality, 'boxes-valid')).toMatchObject({ value: 1, n: 1 });
  expect(quality?.matchedLength).toBeNull();
});

test('a source without captions has no quality', async () => {
  expect(await measureCaptions({ plan, db: experiment(1) }, 1, 'v0')).toBeNull();
});

test('what was measured before a cancel stays, is not measured again, and the end is the same as without one', async () => {
  const write = (db: Db) =>
    insertCaptions(
      db,
      origin('v0'),
      Array.from({ length: 2500 }, (_, i) => caption(i + 1, `a dog on grass number ${i % 700}`)),
    );
  const whole = experiment(2500);
  write(whole);
  const expected = await measureCaptions({ plan, db: whole }, 1, 'v0');

  const db = experiment(2500);
  write(db);
  const cancel = new AbortController();
  const measuring = measureCaptions({ plan, db, signal: cancel.signal }, 1, 'v0');
  const rows = () => db.prepare('SELECT count(*) FROM caption_metrics').pluck().get() as number;
  while (rows() === 0) await new Promise((resolve) => setImmediate(resolve));
  cancel.abort();
  await expect(measuring).rejects.toThrow(Cancelled);
  const kept = rows();
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(2500);
  expect(allCaptionQuality(db)).toEqual([]);
  db.exec('UPDATE caption_metrics SET words = 77 WHERE caption = 1');
  const resumed = await measureCaptions({ plan, db }, 1, 'v0');
  expect(rows()).toBe(2500);
  // The mark that the first part was given is still there: it was not measured twice.
  expect(resumed?.lengths).toEqual([
    ...(expected?.lengths.map(([words, n]) => [words, n - 1]) ?? []),
    [77, 1],
  ]);
  const others = (quality: CaptionQuality | null) =>
    quality?.figures.filter(({ metric }) => metric !== 'words');
  expect(others(resumed)).toEqual(others(expected));
});

test('captions that come later are measured with the rest', async () => {
  const db = experiment(3);
  insertCaptions(db, origin('v0'), [caption(1, 'a dog')]);
  expect((await measureCaptions({ plan, db }, 1, 'v0'))?.captions).toBe(1);
  insertCaptions(db, origin('v0'), [caption(2, 'an apple'), caption(3, 'an apple')]);
  const quality = await measureCaptions({ plan, db }, 1, 'v0');
  expect(quality?.captions).toBe(3);
  expect(figure(quality, 'near-duplicates')?.value).toBeCloseTo(2 / 3, 12);
});

test('of a specialist only the answers to its open prompts are captions', async () => {
  const db = experiment(2);
  const [slotted, open] = ['where is the dog?', 'describe the image with boxes.'];
  insertCaptions(db, { ...origin('grounding'), origin: 'specialist', round: null }, [
    caption(1, '[000,000,500,500]', slotted),
    caption(1, 'a dog [000,000,499,499] on grass.', open),
  ]);
  const quality = await measureCaptions({ plan, db }, 1, 'grounding');
  expect(quality).toMatchObject({ captions: 1, before: 'v1' });
  expect(figure(quality, 'box-iou')?.value).toBeCloseTo(0.998, 2);
  expect(sourceBefore({ plan: { ...plan, rounds: 0 }, db }, 1, 'grounding')).toBe('original');
});

test('metrics go with their captions: what is written anew is measured anew, though it may get an old number', async () => {
  const db = experiment(2);
  insertCaptions(db, origin('v0'), [caption(1, 'a dog'), caption(2, 'an apple')]);
  await measureCaptions({ plan, db }, 1, 'v0');
  db.exec("DELETE FROM captions WHERE model = 'v0'");
  expect(allCaptionQuality(db)).toEqual([]);
  insertCaptions(db, origin('v0'), [
    caption(1, 'one two three four five'),
    caption(2, 'one two three four five'),
  ]);
  expect(figure(await measureCaptions({ plan, db }, 1, 'v0'), 'words')?.value).toBe(5);
});
