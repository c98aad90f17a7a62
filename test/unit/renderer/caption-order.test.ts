import { expect, test } from 'vitest';
import { captionGroups, comparedWith, seedsOf } from '../../../renderer/views/captions/caption-order.ts';
import type { Caption } from '../../../shared/models.ts';

const caption = (over: Partial<Caption>): Caption => ({
  id: 1,
  imageId: 1,
  origin: 'recaption',
  round: null,
  model: null,
  checkpoint: null,
  prompt: null,
  text: '',
  seed: null,
  decoding: null,
  tokens: null,
  logProbability: null,
  usd: null,
  seconds: null,
  truncated: false,
  createdAt: '',
  ...over,
});
const specialist = (name: string) => ({ name, set: name, prompts: ['?'], benchmark: 'vsr' });
const plan = { specialists: [specialist('spatial'), specialist('ocr')] };

const all = [
  caption({ id: 5, model: 'ocr', seed: 1, text: 'milk' }),
  caption({ id: 4, model: 'v10', seed: 1, text: 'tenth' }),
  caption({ id: 3, model: 'v2', seed: 1, text: '' }),
  caption({ id: 2, model: 'v0', seed: 1, text: 'first' }),
  caption({ id: 6, model: 'spatial', seed: 1, text: 'left' }),
  caption({ id: 7, model: 'spatial', seed: 1, text: 'right' }),
  caption({ id: 8, model: 'v0', seed: 2, text: 'of another seed' }),
  caption({ id: -1, origin: 'original', text: 'dog' }),
];

test('original, rounds by number, specialists in the order of the plan', () => {
  const groups = captionGroups(all, plan, 1);
  expect(groups.map(({ source }) => source)).toEqual(['original', 'v0', 'v2', 'v10', 'spatial', 'ocr']);
  expect(groups[4]?.captions.map(({ text }) => text)).toEqual(['left', 'right']);
});

test('a round is compared with the last round that wrote something; others with nothing', () => {
  const before = new Map(captionGroups(all, plan, 1).map((group) => [group.source, group.before]));
  expect(Object.fromEntries(before)).toEqual({
    original: null,
    v0: null,
    v2: 'first',
    v10: 'first',
    spatial: null,
    ocr: null,
  });
});

test('the original stands with every seed', () => {
  expect(seedsOf(all)).toEqual([1, 2]);
  expect(captionGroups(all, plan, 2).flatMap((group) => group.captions.map(({ text }) => text))).toEqual([
    'dog',
    'of another seed',
  ]);
});

test('a caption is compared with the round before, or with any other of the image, and never with itself', () => {
  const groups = captionGroups(all, plan, 1);
  const tenth = groups[3] as (typeof groups)[number];
  const one = tenth.captions[0] as Caption;
  expect(comparedWith(one, tenth, all, 'round-before')).toBe('first');
  expect(comparedWith(one, tenth, all, 7)).toBe('right');
  expect(comparedWith(one, tenth, all, 8)).toBe('of another seed');
  expect(comparedWith(one, tenth, all, -1)).toBe('dog');
  expect(comparedWith(one, tenth, all, one.id)).toBeNull();
  expect(comparedWith(one, tenth, all, 999)).toBeNull();
});
