/**
 * Hallucination at matched length. A longer caption names more things and its end is vaguer than its beginning, so a round of longer
 * captions shows a higher CHAIR even where it is right about more: length has to be held equal before accuracy is compared.
 *
 * Both captions of an image are cut to the number of words of the shorter one, and the mentions within are judged. Estimand: of the objects
 * mentioned in equally many words about the same images, the share that is not there. Cutting is preferred to matching captions of like
 * length, because rounds may share no length at all (the paper: 12 words, then 101), and because captions that happen to be long are
 * about other pictures than those that happen to be short. What it cannot see: a model that saves its guesses for the end is judged by its
 * beginning only; the whole caption's CHAIR stands beside it.
 *
 * Interval: images are resampled, both sides' sums with them; images are the unit, so mentions of one caption may depend on each other.
 */
import type { ResamplingOptions } from '../stats/resampling.ts';
import type { Lexicon } from './lexicon.ts';
import { countMentions, type Mentions } from './mentions.ts';
import { ratioDifference } from './ratio.ts';

/** One image's two captions within the same number of words. */
export interface MatchedCaptions {
  readonly words: number;
  readonly before: Mentions;
  readonly now: Mentions;
}

export function matchedCaptions(
  before: readonly string[],
  now: readonly string[],
  present: ReadonlySet<string>,
  lexicon: Lexicon,
): MatchedCaptions {
  const words = Math.min(before.length, now.length);
  return {
    words,
    before: countMentions(before, present, lexicon, words),
    now: countMentions(now, present, lexicon, words),
  };
}

export interface MatchedColumns {
  readonly words: Float64Array;
  readonly mentionsBefore: Float64Array;
  readonly imaginedBefore: Float64Array;
  readonly mentions: Float64Array;
  readonly imagined: Float64Array;
}

/** One entry an image. Null where one of the sides mentions no object at all. */
export function hallucinationAtMatchedLength(
  columns: MatchedColumns,
  options: ResamplingOptions,
): {
  n: number;
  words: number;
  before: number;
  now: number;
  difference: number;
  low: number;
  high: number;
} | null {
  const n = columns.words.length;
  const compared = ratioDifference(
    { parts: columns.imagined, wholes: columns.mentions },
    { parts: columns.imaginedBefore, wholes: columns.mentionsBefore },
    options,
  );
  if (!compared) return null;
  const { first: now, second: before, difference, low, high } = compared;
  return {
    n,
    words: columns.words.reduce((all, one) => all + one, 0) / n,
    before,
    now,
    difference,
    low,
    high,
  };
}
