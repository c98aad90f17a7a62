import { expect, test } from 'vitest';
import { readLines } from '../../../renderer/views/run/log-lines.ts';

const raw = [
  '2026-01-02T03:04:05.678Z Import the images: begun.',
  '2026-01-02T03:04:05.678Z Import the images: begun.',
  'Traceback (most recent call last):',
];

test('a stamp becomes a time of day, other lines stay as they are', () => {
  const lines = readLines(raw);
  expect(lines[0]?.time).toMatch(/^\d\d:04:05$/);
  expect(lines[0]?.text).toBe('Import the images: begun.');
  expect(lines[2]).toMatchObject({ time: '', text: 'Traceback (most recent call last):' });
});

test('the same line twice is two lines', () => {
  expect(new Set(readLines(raw).map(({ id }) => id)).size).toBe(3);
});
