import { expect, test } from 'vitest';
import { ago, bytes, duration, percent, rate, signedPoints } from '../../../renderer/data/format.ts';

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [1230, '21 min'],
  [3600, '1 h'],
  [4350, '1 h 13 min'],
  [-3, '0 s'],
])('%d seconds', (seconds, words) => expect(duration(seconds)).toBe(words));

test.each([
  [0.354, '0.35'],
  [4.13, '4.1'],
  [36.4, '36'],
  [1240, '1,240'],
])('a rate of %d', (value, words) => expect(rate(value)).toBe(words));

test.each([
  [10, '1 kB'],
  [58_200_000, '58 MB'],
  [1_240_000_000, '1.2 GB'],
])('%d bytes', (value, words) => expect(bytes(value)).toBe(words));

test('shares and differences are points of a hundred with one decimal', () => {
  expect(percent(0.4567)).toBe('45.7');
  expect(signedPoints(-0.0123)).toBe('−1.2');
  expect(signedPoints(0.05)).toBe('+5.0');
});

test('times are told by their distance from now', () => {
  const now = Date.parse('2026-01-02T12:00:00Z');
  expect(ago('2026-01-02T11:59:30Z', now)).toBe('just now');
  expect(ago('2026-01-02T11:00:30Z', now)).toBe('59 min ago');
  expect(ago('2026-01-02T07:00:00Z', now)).toBe('5 h ago');
});
