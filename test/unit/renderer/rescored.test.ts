import { expect, test } from 'vitest';
import { figureOf, isOther, notesOf, othersFirst } from '../../../renderer/views/benchmarks/rescored.ts';
import type { Rescored } from '../../../shared/benchmarks-requests.ts';

const same: Rescored = {
  model: 'v0',
  seed: 1,
  benchmark: 'pope',
  metric: 'accuracy',
  scorerBefore: 'official',
  scorer: 'official',
  before: 0.5,
  after: 0.5,
  answers: 60,
  changed: 0,
  furtherChanged: 0,
  withoutQuestion: 0,
  unanswered: 0,
};

test('what did not change says so', () => {
  expect(isOther(same)).toBe(false);
  expect(figureOf(same)).toBe('50.0');
  expect(notesOf(same)).toBe('as before');
});

test('what changed is told with its figure before and now, and comes first', () => {
  const other = { ...same, model: 'v1', after: 0.45, changed: 3, furtherChanged: 1, unanswered: 2 };
  expect(figureOf(other)).toBe('50.0 → 45.0');
  expect(notesOf(other)).toBe('3 of 60 answers; 1 further figures; 2 questions without an answer');
  expect(othersFirst([same, other]).map(({ model }) => model)).toEqual(['v1', 'v0']);
});

test('another rule is a change even where it comes to the same figure', () => {
  expect(isOther({ ...same, scorerBefore: 'an older rule' })).toBe(true);
  expect(notesOf({ ...same, scorerBefore: 'an older rule' })).toBe(
    'now by official, before by an older rule',
  );
});

test('where no answer fits the files the old figure is kept', () => {
  const kept = { ...same, after: null, answers: 0, withoutQuestion: 60 };
  expect(isOther(kept)).toBe(false);
  expect(figureOf(kept)).toBe('50.0');
});
