import { wordsOf } from './lexicon.ts';

/** Different words of all captions, whatever their case. */
export function vocabulary(captions: Iterable<string>): number {
  const words = new Set<string>();
  for (const caption of captions) for (const word of wordsOf(caption)) words.add(word);
  return words.size;
}
