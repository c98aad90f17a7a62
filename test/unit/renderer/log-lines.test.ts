import { expect, test } from 'vitest';
import { linesOf, readLines, spanOf } from '../../../renderer/views/run/log-lines.ts';
import type { Step } from '../../../shared/models.ts';

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

test('a step’s lines end where the next step begins, whenever that was', () => {
  const step = (id: string, startedAt: string | null) => ({ id, startedAt }) as Step;
  const steps = [
    step('import', '2026-01-02T03:00:00.000Z'),
    step('train', '2026-01-02T03:10:00.000Z'),
    step('evaluate', '2026-01-02T03:05:00.000Z'),
    step('report', null),
  ];
  const of = (id: string) => spanOf(steps.find((one) => one.id === id) as Step, steps);
  expect(of('import')).toEqual({ from: '2026-01-02T03:00:00.000Z', to: '2026-01-02T03:05:00.000Z' });
  expect(of('train')).toEqual({ from: '2026-01-02T03:10:00.000Z', to: null });
});

test('the line of the step before, of the same millisecond, is not this one’s; a step put back has none', () => {
  const at = '2026-01-02T03:10:00.000Z';
  const found = [
    `${at} Evaluate final: done.`,
    `${at} Train v1 (seed 1): begun.`,
    '2026-01-02T03:10:01.000Z more',
  ];
  const step = { title: 'Train v1', startedAt: at } as Step;
  expect(linesOf(step, found)).toEqual(found.slice(1));
  expect(linesOf({ ...step, startedAt: null }, found)).toEqual([]);
});
