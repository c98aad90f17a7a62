import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchLog } from '../../../../main/engine/run/search-log.ts';
import { temporaryFolder } from '../../../temporary.ts';

const all = { words: '', from: null, to: null, limit: 500 };

function log(lines: readonly string[]): string {
  const file = join(temporaryFolder('log'), 'run.log');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}
const told = [
  '2026-01-02T03:04:05.000Z Train without-spatial (seed 1): begun.',
  '2026-01-02T03:05:00.000Z Traceback (most recent call last):',
  '  File "train.py"',
  '2026-01-02T03:06:00.000Z Train without-spatial: failed.',
  '2026-01-02T03:07:00.000Z Write the report: begun.',
];

test('finds words whatever their case, as the window writes names, and not in the times', async () => {
  expect((await searchLog(log(told), { ...all, words: ' train WITHOUT spatial ' })).count).toBe(2);
  expect((await searchLog(log(told), { ...all, words: '2026' })).count).toBe(0);
  expect((await searchLog(log(told), all)).count).toBe(5);
});

test('between two times, with the lines that belong to one of them', async () => {
  const from = '2026-01-02T03:05:00.000Z';
  const { lines } = await searchLog(log(told), { ...all, from, to: '2026-01-02T03:06:00.000Z' });
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe('  File "train.py"');
});

test('of many the last ones, and how many there are', async () => {
  const long = log(Array.from({ length: 30_000 }, (_, at) => `2026-01-02T03:04:05.000Z line ${at}`));
  const { lines, count } = await searchLog(long, { ...all, words: 'line', limit: 3 });
  expect(count).toBe(30_000);
  expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['29997', '29998', '29999']);
});

test('no log yet: nothing', async () => {
  expect(await searchLog(join(temporaryFolder('log'), 'run.log'), all)).toEqual({ lines: [], count: 0 });
});
