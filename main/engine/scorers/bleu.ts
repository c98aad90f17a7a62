/**
 * BLEU-1 to BLEU-4 (Papineni et al. 2002) of a corpus as pycocoevalcap computes it (`bleu/bleu_scorer.py`, salaniz/pycocoevalcap commit
 * ad63453), in its order of operations: clipped n-grams over all captions, the length of the reference nearest in length (the shorter of two),
 * and tiny numbers against division by zero. Texts are tokenised already.
 */
import { exp } from './correct-rounding.ts';
import { longestNgram, ngramsOf } from './ngrams.ts';

const small = 1e-9;
const tiny = 1e-15;

export interface BleuCounts {
  readonly words: number;
  readonly referenceWords: number;
  /** By length - 1. */
  readonly guessed: readonly number[];
  readonly right: readonly number[];
}

export function bleuCounts(caption: string, references: readonly string[]): BleuCounts {
  const own = ngramsOf(caption);
  const others = references.map(ngramsOf);
  const right = own.counts.map((found, less) => {
    let sum = 0;
    for (const [ngram, count] of found)
      sum += Math.min(count, Math.max(...others.map(({ counts }) => counts[less]?.get(ngram) ?? 0)));
    return sum;
  });
  const nearest = others
    .map(({ words }) => words)
    .reduce((best, words) => {
      const [near, far] = [Math.abs(words - own.words), Math.abs(best - own.words)];
      return near < far || (near === far && words < best) ? words : best;
    });
  return {
    words: own.words,
    referenceWords: nearest,
    guessed: Array.from({ length: longestNgram }, (_, less) => Math.max(0, own.words - less)),
    right,
  };
}

/** Over all captions; of one, what upstream gives for it alone. */
export function bleuOf(all: readonly BleuCounts[]): number[] {
  const total = (of: (counts: BleuCounts) => number): number => all.reduce((sum, one) => sum + of(one), 0);
  const ratio =
    (total(({ words }) => words) + tiny) / (total(({ referenceWords }) => referenceWords) + small);
  const penalty = ratio < 1 ? exp(1 - 1 / ratio) : 1;
  let product = 1;
  return Array.from({ length: longestNgram }, (_, less) => {
    const right = total((counts) => counts.right[less] as number);
    const guessed = total((counts) => counts.guessed[less] as number);
    product *= (right + tiny) / (guessed + small);
    return product ** (1 / (less + 1)) * penalty;
  });
}
