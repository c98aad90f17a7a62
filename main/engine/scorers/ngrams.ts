/** N-grams of tokenised text as pycocoevalcap counts them: all of length 1, then 2, 3 and 4, in the order in which they are first seen. */
import { split } from './python-text.ts';

export const longestNgram = 4;

export interface Ngrams {
  readonly words: number;
  /** By length - 1; the words of a key are joined by blanks, which none of them holds. */
  readonly counts: readonly ReadonlyMap<string, number>[];
}

export function ngramsOf(text: string): Ngrams {
  const words = split(text);
  const counts = Array.from({ length: longestNgram }, (_, less) => {
    const found = new Map<string, number>();
    for (let at = 0; at + less < words.length; at++) {
      const ngram = words.slice(at, at + less + 1).join(' ');
      found.set(ngram, (found.get(ngram) ?? 0) + 1);
    }
    return found;
  });
  return { words: words.length, counts };
}
