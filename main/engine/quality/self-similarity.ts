import { jaccard, wordPairs } from './word-hashes.ts';

export interface SampledCaption {
  readonly caption: number;
  readonly image: number;
  /** `wordHashes` of it. */
  readonly words: Uint32Array;
}

export interface Likeness {
  readonly captions: readonly [number, number];
  readonly similarity: number;
}

/**
 * Self-similarity across images, the sign of a template that has swallowed the captions: how many word pairs two captions of different
 * images share (Jaccard, 0..1). `sampled` stands in random order; neighbours are paired, and no caption is in two pairs, so that the pairs
 * are independent draws of "two captions at random" and an interval over them is an honest one.
 */
export function selfSimilarity(sampled: readonly SampledCaption[]): Likeness[] {
  const pairs: Likeness[] = [];
  for (let i = 0; i + 1 < sampled.length; i += 2) {
    const [a, b] = [sampled[i] as SampledCaption, sampled[i + 1] as SampledCaption];
    if (a.image === b.image) continue;
    const [first, second] = [wordPairs(a.words), wordPairs(b.words)];
    if (first.length === 0 || second.length === 0) continue;
    pairs.push({ captions: [a.caption, b.caption], similarity: jaccard(first, second) });
  }
  return pairs;
}
