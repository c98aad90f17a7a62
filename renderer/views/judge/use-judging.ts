/** Carries out what judging wants of the engine, and listens to the keyboard. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import type { JudgeTurn } from '../../../shared/judge.ts';
import { ask } from '../../data/ask.ts';
import {
  beginning,
  type Intent,
  intentOf,
  type JudgingState,
  judging,
  type Wanted,
} from './judging-state.ts';

export interface Judging {
  readonly state: JudgingState;
  readonly intend: (intent: Intent) => void;
  readonly again: () => void;
}

export function useJudging(path: string, judge: string, onLeave: () => void): Judging {
  const [state, dispatch] = useReducer(judging, beginning);
  const client = useQueryClient();
  const { wanted } = state;
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    put(path, judge, wanted)
      .then((turn) => {
        if (wanted.kind !== 'next') {
          for (const name of ['judge.get', 'judge.results'])
            void client.invalidateQueries({ queryKey: [name], refetchType: 'none' });
        }
        if (!gone) dispatch({ type: 'turn', turn, now: performance.now() });
      })
      .catch((error: Error) => {
        if (!gone) dispatch({ type: 'failed', error });
      });
    return () => {
      gone = true;
    };
  }, [path, judge, wanted, client]);

  const intend = (intent: Intent): void => {
    if (intent === 'leave') onLeave();
    else dispatch({ type: 'intent', intent, now: performance.now() });
  };
  const latest = useRef(intend);
  latest.current = intend;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const intent = intentOf({
        key: event.key,
        repeat: event.repeat,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        inField: target?.matches('input, select, textarea, [contenteditable]') ?? false,
        onControl: target?.matches('button, a, summary') ?? false,
      });
      if (!intent) return;
      // Arrows and Space would scroll the page under the judge's eyes.
      event.preventDefault();
      latest.current(intent);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return { state, intend, again: () => dispatch({ type: 'again' }) };
}

function put(path: string, judge: string, wanted: Wanted): Promise<JudgeTurn> {
  if (wanted.kind === 'next') return ask('judge.next', { path, judge });
  if (wanted.kind === 'undo') return ask('judge.undo', { path, judge });
  const { pair, answer, seconds } = wanted;
  return ask('judge.answer', { path, judge, pair, answer, seconds });
}
