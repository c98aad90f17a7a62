import { wordsOf } from './lexicon.ts';

/**
 * Distinct-n (Li et al. 2016): different n-word sequences of all captions / all n-word sequences, 0..1. It falls as captions become alike,
 * and also with the number of captions: compare it only between sets of equal size. Null when no caption has n words.
 */
export function distinct(captions: Iterable<string>, n: number): number | null {
  const seen = new Set<string>();
  let all = 0;
  for (const caption of captions) {
    const words = wordsOf(caption);
    for (let i = 0; i + n <= words.length; i++) {
      seen.add(words.slice(i, i + n).join(' '));
      all++;
    }
  }
  return all === 0 ? null : seen.size / all;
}
