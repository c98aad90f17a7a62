import { describe, expect, test } from 'vitest';
import { distinctAtEqualSize } from '../../../../main/engine/quality/distinct-at-equal-size.ts';
import { wordsOf } from '../../../../main/engine/quality/lexicon.ts';
import { LikenessOfSource } from '../../../../main/engine/quality/likeness.ts';
import { NearDuplicates } from '../../../../main/engine/quality/near-duplicates.ts';
import { selfSimilarity } from '../../../../main/engine/quality/self-similarity.ts';
import { jaccard, wordHashes, wordPairs } from '../../../../main/engine/quality/word-hashes.ts';
import { randomFrom } from '../../../../main/engine/world/random.ts';

const hashed = (text: string): Uint32Array => wordHashes(wordsOf(text));

const captions = (texts: readonly string[]) =>
  texts.map((text, i) => ({ caption: i + 1, image: i + 1, words: hashed(text) }));

/** Sentences of random words: two of them share next to nothing. */
function sentences(count: number, length: number, name: string, vocabulary = 5000): string[][] {
  const random = randomFrom(name);
  return Array.from({ length: count }, () => Array.from({ length }, () => `w${random.integer(vocabulary)}`));
}

test('Jaccard of word pairs', () => {
  const of = (a: string, b: string) => jaccard(wordPairs(hashed(a)), wordPairs(hashed(b)));
  expect(of('a b c d', 'a b c d')).toBe(1);
  expect(of('a b c d', 'a b c e')).toBe(2 / 4);
  expect(of('a b a b a b', 'a b a')).toBe(1);
  expect(of('dog', 'dog')).toBe(1);
  expect(of('', '')).toBe(0);
});

describe('near-duplicates', () => {
  const marks = (all: readonly (readonly [image: number, words: readonly string[]])[]) => {
    const found = new NearDuplicates();
    for (const [image, words] of all) found.add(image, wordHashes(words));
    return found.marks();
  };

  test('the same text under two images counts, under one image it does not', () => {
    const words = wordsOf('a dog and a cat on grass');
    expect(
      marks([
        [1, words],
        [2, words],
        [3, wordsOf('another thing')],
        [3, wordsOf('another thing')],
      ]),
    ).toEqual([1, 1, 0, 0]);
  });

  test('a caption without words is none', () => {
    expect(
      marks([
        [1, []],
        [2, []],
      ]),
    ).toEqual([null, null]);
  });

  test('finds what comparing all with all finds', () => {
    const random = randomFrom('planted');
    const base = sentences(400, 40, 'base');
    // Every caption has a companion in which 0 to 12 of its 40 words are replaced: Jaccard from 1 down to about 0.4.
    const all = base.flatMap((words, i) => {
      const changed = [...words];
      for (let n = 0; n < i % 13; n++) changed[random.integer(changed.length)] = `x${random.integer(1e6)}`;
      return [words, changed];
    });
    const sets = all.map((words) => wordPairs(wordHashes(words)));
    const truly = sets.map((a, i) => sets.some((b, j) => i !== j && jaccard(a, b) >= 0.8));
    const found = marks(all.map((words, i) => [i, words]));
    expect(truly.filter(Boolean).length).toBeGreaterThan(150);
    // What is not one is never marked; of those that are, banding may miss one in five hundred.
    expect(found.filter((mark, i) => mark === 1 && !truly[i])).toEqual([]);
    expect(found.filter((mark, i) => mark === 0 && truly[i]).length).toBeLessThanOrEqual(2);
  });
});

test('self-similarity: a template shows, and pairs of one image or without words are left out', () => {
  const free = selfSimilarity(
    sentences(200, 30, 'free').map((words, i) => ({ caption: i, image: i, words: wordHashes(words) })),
  );
  expect(free).toHaveLength(100);
  expect(Math.max(...free.map(({ similarity }) => similarity))).toBeLessThan(0.05);
  const template = captions(
    Array.from({ length: 200 }, (_, i) => `in this image we can see a thing called t${i} in the middle`),
  );
  // Twelve word pairs each, ten of them shared.
  for (const { similarity } of selfSimilarity(template)) expect(similarity).toBeCloseTo(10 / 14, 12);
  expect(
    selfSimilarity([
      ...captions(['', 'a dog']),
      { caption: 3, image: 9, words: hashed('a') },
      { caption: 4, image: 9, words: hashed('a') },
    ]),
  ).toEqual([]);
});

test('distinct-n at equal size does not fall because captions are longer or more', () => {
  const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const few = distinctAtEqualSize(sentences(300, 10, 'few', 500).map(wordHashes), 1);
  const many = distinctAtEqualSize(sentences(3000, 100, 'many', 500).map(wordHashes), 1);
  expect([few.length, many.length]).toEqual([3, 300]);
  // 500 words drawn 1,000 times: 1 - (1 - 1/500)^1000 of them are seen, so 0.432 of the draws.
  const expected = (500 * (1 - (1 - 1 / 500) ** 1000)) / 1000;
  expect(mean(few)).toBeCloseTo(expected, 1);
  expect(mean(many)).toBeCloseTo(expected, 2);
  expect(distinctAtEqualSize([hashed('a b')], 2)).toHaveLength(0);
});

test('a source as a whole is the same each time, and a large one is drawn from evenly', () => {
  const measure = () => {
    const all = new LikenessOfSource();
    sentences(21_000, 6, 'large', 300).forEach((words, i) => {
      all.add({ caption: i + 1, image: i + 1, words });
    });
    return all.result();
  };
  const [one, again] = [measure(), measure()];
  expect(one.captions).toBe(21_000);
  expect(one.vocabulary).toBe(300);
  expect(one.pairs).toHaveLength(10_000);
  expect(new Set(one.pairs.flatMap(({ captions: both }) => [...both])).size).toBe(20_000);
  expect(one.pairs.slice(0, 5)).toEqual(again.pairs.slice(0, 5));
  const late = one.pairs.flatMap(({ captions: both }) => [...both]).filter((id) => id > 20_000).length;
  // 20,000 of 21,000 are drawn: of the last thousand about 952.
  expect(late).toBeGreaterThan(920);
  expect(late).toBeLessThan(980);
});
