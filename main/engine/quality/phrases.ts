/**
 * A caption's clauses where they stand in it, each marked as the paper's figure 4 marks them: true, hallucinated, spatial or quoted. Pure.
 */
import type { CaptionPhrase } from '../../../shared/gallery.ts';
import { type ImageTruth, truthOfClause } from './clause-truth.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { type Lexicon, wordsOf } from './lexicon.ts';

/** `known`: null where nobody knows what is in the image; places and quotes are told all the same. */
export function phrasesOf(
  caption: string,
  known: { readonly truth: ImageTruth; readonly lexicon: Lexicon } | null,
): CaptionPhrase[] {
  const words = [...caption.matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const placeOf = (word: string, from: number): number | null => {
    for (let place = from; place < words.length; place++) if (words[place]?.word === word) return place;
    return null;
  };
  let at = 0;
  return clausesOf(caption).flatMap((clause): CaptionPhrase[] => {
    const own: number[] = [];
    for (const word of wordsOf(clause.text)) {
      // A clause put together of two has an "and" that the caption need not have there.
      if (word === 'and' && words[at]?.word !== word) continue;
      const found = placeOf(word, at);
      if (found === null) continue;
      own.push(found);
      at = found + 1;
    }
    const [first, last] = [words[own[0] ?? -1], words[own.at(-1) ?? -1]];
    if (!first || !last) return [];
    const holds = known ? truthOfClause(clause, known.truth, known.lexicon) : null;
    const kind = kindOfPhrase(clause, holds);
    return kind === null ? [] : [{ ...withSigns(caption, clause.text, first.start, last.end), kind, holds }];
  });
}

/** A box is not read as words: the phrase with it is right or wrong like one that names a thing. */
function kindOfPhrase({ kind }: Clause, holds: boolean | null): CaptionPhrase['kind'] | null {
  if (kind === 'spatial') return 'spatial';
  if (kind === 'text') return 'quoted';
  return holds === null ? null : holds ? 'true' : 'hallucinated';
}

/** With the quotes and brackets that the clause begins and ends with. */
function withSigns(
  caption: string,
  clause: string,
  start: number,
  end: number,
): { start: number; end: number } {
  const opening = /^["“'‘[(]+/.exec(clause)?.[0].length ?? 0;
  const closing = /^[\]"”'’).]*["”'’\])]/.exec(caption.slice(end))?.[0].length ?? 0;
  const before = /["“'‘[(]*$/.exec(caption.slice(0, start))?.[0].length ?? 0;
  return {
    start: start - Math.min(opening, before),
    end: end + (/["”'’\])]$/.test(clause) ? closing : 0),
  };
}
