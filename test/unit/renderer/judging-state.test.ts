import { describe, expect, test } from 'vitest';
import {
  beginning,
  intentOf,
  type JudgingEvent,
  type JudgingState,
  judging,
  type Key,
} from '../../../renderer/views/judge/judging-state.ts';
import type { JudgeTurn } from '../../../shared/judge.ts';

const pair = (token: string) => ({ token, imageId: 1, width: 8, height: 8, left: 'a', right: 'b' });
const turn = (over: Partial<JudgeTurn> = {}): JudgeTurn => ({
  pair: pair('p1'),
  answered: 0,
  skipped: 0,
  total: 4,
  ...over,
});
const reached = (...events: JudgingEvent[]): JudgingState => events.reduce(judging, beginning);
const shown = (over: Partial<JudgeTurn> = {}, now = 1000): JudgingEvent => ({
  type: 'turn',
  turn: turn(over),
  now,
});

describe('keys', () => {
  const key = (name: string, over: Partial<Key> = {}): Key => ({
    key: name,
    repeat: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    inField: false,
    onControl: false,
    ...over,
  });

  test.each([
    ['ArrowLeft', 'left'],
    ['A', 'left'],
    ['1', 'left'],
    ['ArrowRight', 'right'],
    ['b', 'right'],
    ['ArrowDown', 'tie'],
    ['t', 'tie'],
    [' ', 'tie'],
    ['s', 'skip'],
    ['u', 'undo'],
    ['Backspace', 'undo'],
    ['Escape', 'leave'],
    ['x', null],
    ['Enter', null],
    ['Tab', null],
  ])('%j means %s', (name, intent) => {
    expect(intentOf(key(name))).toBe(intent);
  });

  test('a held key counts once, letters in a field are letters, other programs’ shortcuts are not ours', () => {
    expect(intentOf(key('ArrowLeft', { repeat: true }))).toBeNull();
    expect(intentOf(key('s', { inField: true }))).toBeNull();
    expect(intentOf(key('ArrowLeft', { altKey: true }))).toBeNull();
    expect(intentOf(key('s', { ctrlKey: true }))).toBeNull();
    expect(intentOf(key('z', { ctrlKey: true }))).toBe('undo');
    expect(intentOf(key('z', { metaKey: true }))).toBe('undo');
    // Space presses the button that has the focus; an arrow answers all the same.
    expect(intentOf(key(' ', { onControl: true }))).toBeNull();
    expect(intentOf(key('ArrowRight', { onControl: true }))).toBe('right');
  });
});

describe('judging', () => {
  test('begins by asking for the pair that is next', () => {
    expect(beginning).toMatchObject({ wanted: { kind: 'next' }, turn: null });
    expect(reached(shown())).toMatchObject({ wanted: null, said: 'Pair 1 of 4.' });
  });

  test('an answer names the pair that is shown and how long it was looked at', () => {
    const { wanted, turn: still } = reached(shown(), { type: 'intent', intent: 'left', now: 3500 });
    expect(wanted).toEqual({ kind: 'answer', pair: 'p1', answer: 'left', seconds: 2.5 });
    expect(still?.pair?.token).toBe('p1');
  });

  test('while an answer is under way no key is taken: the next pair is never answered unseen', () => {
    const first: JudgingEvent = { type: 'intent', intent: 'left', now: 2000 };
    const under = reached(shown(), first);
    for (const intent of ['right', 'undo', 'skip'] as const)
      expect(judging(under, { type: 'intent', intent, now: 2100 })).toBe(under);
    expect(judging(under, { type: 'again' })).toBe(under);
    // Nor before the first pair is there.
    expect(judging(beginning, first)).toBe(beginning);
  });

  test('the next pair is said together with what was done', () => {
    const next = reached(
      shown(),
      { type: 'intent', intent: 'tie', now: 2000 },
      shown({ pair: pair('p2'), answered: 1 }, 2100),
    );
    expect(next).toMatchObject({ wanted: null, shownAt: 2100, said: 'Neither is better. Pair 2 of 4.' });
    const back = judging(judging(next, { type: 'intent', intent: 'undo', now: 2200 }), shown({}, 2300));
    expect(back).toMatchObject({ said: 'Taken back. Pair 1 of 4.', turn: { pair: { token: 'p1' } } });
  });

  test('a refusal keeps the pair and takes answers again', () => {
    const failed = reached(
      shown(),
      { type: 'intent', intent: 'left', now: 2000 },
      { type: 'failed', error: new Error('the disk is full') },
    );
    expect(failed).toMatchObject({ wanted: null, turn: { pair: { token: 'p1' } } });
    expect(failed.error?.message).toBe('the disk is full');
    const again = judging(failed, { type: 'intent', intent: 'left', now: 3000 });
    expect(again.wanted).toMatchObject({ kind: 'answer', pair: 'p1' });
    expect(judging(failed, { type: 'again' }).wanted).toEqual({ kind: 'next' });
    expect(judging(again, shown({ answered: 1 })).error).toBeNull();
  });

  test('there is nothing to take back at the beginning, and nothing to answer at the end', () => {
    expect(reached(shown(), { type: 'intent', intent: 'undo', now: 2000 }).wanted).toBeNull();
    const over = reached(shown({ pair: null, answered: 3, skipped: 1 }));
    expect(over.said).toBe('All pairs are judged.');
    expect(judging(over, { type: 'intent', intent: 'left', now: 2000 }).wanted).toBeNull();
    expect(judging(over, { type: 'intent', intent: 'undo', now: 2000 }).wanted).toEqual({ kind: 'undo' });
  });

  test('a night at the desk is no time of looking', () => {
    const { wanted } = reached(shown(), { type: 'intent', intent: 'left', now: 1e9 });
    expect(wanted).toMatchObject({ seconds: 86_400 });
  });
});
