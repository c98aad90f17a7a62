import { expect, test } from 'vitest';
import { leastLimit, limitAfter } from '../../../main/app/memory-limit.ts';

test('a page that could be made small is asked again where it was asked before', () => {
  expect(limitAfter(140)).toBe(leastLimit);
});

test('a page that needs much is left alone until it has grown by a quarter', () => {
  expect(limitAfter(300)).toBe(375);
});

test('one that needs little again is held to little again', () => {
  expect(limitAfter(600)).toBe(750);
  expect(limitAfter(150)).toBe(leastLimit);
});
