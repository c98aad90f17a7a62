/** Judging pair by pair: what a key means, and what happens to it. Pure: the page draws it and carries out what is `wanted`. */
import type { JudgeAnswer, JudgeTurn } from '../../../shared/judge.ts';

export type Intent = JudgeAnswer | 'undo' | 'leave';

/** What the engine is asked next. */
export type Wanted =
  | { readonly kind: 'next' }
  | {
      readonly kind: 'answer';
      readonly pair: string;
      readonly answer: JudgeAnswer;
      readonly seconds: number;
    }
  | { readonly kind: 'undo' };

export interface JudgingState {
  readonly turn: JudgeTurn | null;
  /** Under way; until it is over nothing else is taken, so that no key answers a pair that is not shown yet. */
  readonly wanted: Wanted | null;
  readonly error: Error | null;
  /** When the pair was shown, in milliseconds. */
  readonly shownAt: number;
  /** What was done last, for those who do not see the page change. */
  readonly said: string;
}

export type JudgingEvent =
  | { readonly type: 'intent'; readonly intent: Exclude<Intent, 'leave'>; readonly now: number }
  | { readonly type: 'turn'; readonly turn: JudgeTurn; readonly now: number }
  | { readonly type: 'failed'; readonly error: Error }
  | { readonly type: 'again' };

export const beginning: JudgingState = {
  turn: null,
  wanted: { kind: 'next' },
  error: null,
  shownAt: 0,
  said: '',
};

/** The engine takes no longer times; who went home in between has not looked at the pair all night. */
const longestSeconds = 86_400;

export function judging(state: JudgingState, event: JudgingEvent): JudgingState {
  switch (event.type) {
    case 'intent':
      return state.wanted ? state : { ...state, wanted: wantedBy(state, event.intent, event.now) };
    case 'turn':
      return {
        turn: event.turn,
        wanted: null,
        error: null,
        shownAt: event.now,
        said: saidOf(state.wanted, event.turn),
      };
    case 'failed':
      // The pair stays: what was answered is not stored, and can be answered again.
      return { ...state, wanted: null, error: event.error, said: '' };
    case 'again':
      return state.wanted ? state : { ...state, wanted: { kind: 'next' } };
  }
}

function wantedBy(
  { turn, shownAt }: JudgingState,
  intent: Exclude<Intent, 'leave'>,
  now: number,
): Wanted | null {
  if (!turn) return null;
  if (intent === 'undo') return turn.answered + turn.skipped > 0 ? { kind: 'undo' } : null;
  if (!turn.pair) return null;
  const seconds = Math.min(longestSeconds, Math.max(0, (now - shownAt) / 1000));
  return { kind: 'answer', pair: turn.pair.token, answer: intent, seconds };
}

const answers: Record<JudgeAnswer, string> = {
  left: 'Left is better.',
  right: 'Right is better.',
  tie: 'Neither is better.',
  skip: 'Skipped.',
};

function saidOf(wanted: Wanted | null, { answered, skipped, total, pair }: JudgeTurn): string {
  const where = pair ? `Pair ${answered + skipped + 1} of ${total}.` : 'All pairs are judged.';
  if (wanted?.kind === 'answer') return `${answers[wanted.answer]} ${where}`;
  return wanted?.kind === 'undo' ? `Taken back. ${where}` : where;
}

export interface Key {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** A field, where letters are letters. */
  readonly inField: boolean;
  /** A button or link, which Space and Enter press. */
  readonly onControl: boolean;
}

const intents: Record<string, Intent> = {
  ArrowLeft: 'left',
  a: 'left',
  '1': 'left',
  ArrowRight: 'right',
  b: 'right',
  '2': 'right',
  ArrowDown: 'tie',
  t: 'tie',
  ' ': 'tie',
  s: 'skip',
  u: 'undo',
  Backspace: 'undo',
  Escape: 'leave',
};

/** Null: not for us. A key that is held down counts once. */
export function intentOf({ key, repeat, ctrlKey, metaKey, altKey, inField, onControl }: Key): Intent | null {
  if (repeat || inField || altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) return name === 'z' ? 'undo' : null;
  if (name === ' ' && onControl) return null;
  return intents[name] ?? null;
}
