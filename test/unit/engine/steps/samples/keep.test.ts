import { expect, test } from 'vitest';
import { coverageOf, isUsable, rejection } from '../../../../../main/engine/steps/samples/keep.ts';
import { Keep } from '../../../../../shared/plan.ts';

const caption = (text: string, more: { truncated?: boolean; logProbability?: number | null } = {}) => ({
  text,
  truncated: false,
  logProbability: -0.5,
  ...more,
});
const strict = Keep.parse({
  truncated: false,
  minimumWords: 3,
  maximumRepetition: 0.2,
  minimumLogProbability: -1,
});

test('without rules every caption with a word is kept', () => {
  const lenient = Keep.parse({});
  expect(isUsable(caption('dog', { truncated: true, logProbability: -9 }), lenient)).toBe(true);
  expect(isUsable(caption(''), lenient)).toBe(false);
});

test('each rule says why it rejects', () => {
  expect(rejection(caption('a dog on grass'), strict)).toBeNull();
  expect(rejection(caption('a dog on grass', { truncated: true }), strict)).toContain('longest length');
  expect(rejection(caption('a dog'), strict)).toBe('fewer than 3 words');
  expect(rejection(caption('a dog and a cat a dog and a cat'), strict)).toContain('repeats more than 20 %');
  expect(rejection(caption('a dog on grass', { logProbability: -1.5 }), strict)).toContain('below -1');
});

test('a captioner that tells no log-probability is not judged by it', () => {
  expect(rejection(caption('a dog on grass', { logProbability: null }), strict)).toBeNull();
});

test('what was wanted is counted once each: usable, rejected, empty or missing', () => {
  const coverage = coverageOf(
    [
      caption('a dog on grass'),
      caption(''),
      caption('dog'),
      caption('cat'),
      caption('a b c', { truncated: true }),
    ],
    10,
    strict,
  );
  expect(coverage).toEqual({
    wanted: 10,
    written: 5,
    truncated: 1,
    empty: 1,
    rejected: { 'fewer than 3 words': 2, 'cut at the longest length allowed': 1 },
    usable: 1,
  });
  const { wanted, written, empty, rejected, usable } = coverage;
  const lost = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  expect(usable + lost + empty + (wanted - written)).toBe(wanted);
});
