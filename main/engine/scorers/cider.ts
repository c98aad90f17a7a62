/**
 * CIDEr-D (Vedantam et al. 2015) as pycocoevalcap computes it (`cider/cider_scorer.py`, salaniz/pycocoevalcap commit ad63453), in its order of
 * operations: n-grams weighted by how few images' references hold them, clipped cosine with each reference, a penalty for another length,
 * times 10. "Length" counts pairs of words, as upstream does. Texts are tokenised already.
 */
import { log } from './correct-rounding.ts';
import { longestNgram, type Ngrams, ngramsOf } from './ngrams.ts';

/** In how many images' references each n-gram stands. */
export interface ReferenceFrequencies {
  readonly images: number;
  readonly counts: ReadonlyMap<string, number>;
}

export function frequenciesOf(references: readonly (readonly string[])[]): ReferenceFrequencies {
  const counts = new Map<string, number>();
  for (const texts of references) {
    const once = new Set(
      texts.flatMap((text) => ngramsOf(text).counts.flatMap((found) => [...found.keys()])),
    );
    for (const ngram of once) counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return { images: references.length, counts };
}

/** 0 to 10. */
export function ciderD(
  caption: string,
  references: readonly string[],
  frequencies: ReferenceFrequencies,
): number {
  const own = weighted(ngramsOf(caption), frequencies);
  const sums = new Array<number>(longestNgram).fill(0);
  for (const reference of references) {
    const other = weighted(ngramsOf(reference), frequencies);
    const difference = own.pairs - other.pairs;
    const penalty = Math.E ** (-(difference ** 2) / (2 * sigma ** 2));
    for (let n = 0; n < longestNgram; n++) {
      let similarity = 0;
      for (const [ngram, weight] of own.vectors[n] as Map<string, number>) {
        const there = other.vectors[n]?.get(ngram) ?? 0;
        similarity += Math.min(weight, there) * there;
      }
      const norms = (own.norms[n] as number) * (other.norms[n] as number);
      if (own.norms[n] !== 0 && other.norms[n] !== 0) similarity /= norms;
      sums[n] = (sums[n] as number) + similarity * penalty;
    }
  }
  const mean = sums.reduce((sum, one) => sum + one, 0) / longestNgram;
  return (mean / references.length) * 10;
}

const sigma = 6;

interface Weighted {
  readonly vectors: readonly Map<string, number>[];
  readonly norms: readonly number[];
  readonly pairs: number;
}

function weighted({ counts }: Ngrams, frequencies: ReferenceFrequencies): Weighted {
  const all = logOf(frequencies.images);
  let pairs = 0;
  const norms: number[] = [];
  const vectors = counts.map((found, less) => {
    const vector = new Map<string, number>();
    let squares = 0;
    for (const [ngram, count] of found) {
      const weight = count * (all - logOf(Math.max(1, frequencies.counts.get(ngram) ?? 0)));
      vector.set(ngram, weight);
      squares += weight * weight;
      if (less === 1) pairs += count;
    }
    norms.push(Math.sqrt(squares));
    return vector;
  });
  return { vectors, norms, pairs };
}

/** Counts repeat, and the exact logarithm is dear. */
const logs = new Map<number, number>();

function logOf(count: number): number {
  let known = logs.get(count);
  if (known === undefined) {
    known = log(count);
    logs.set(count, known);
  }
  return known;
}
