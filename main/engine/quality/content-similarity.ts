import { contentWords } from './content-words.ts';

/**
 * How alike two texts are in what they talk about: cosine of their counts of content words, 0..1. It stands in for an embedding model,
 * which Squared does not ship: word order does not count, and a synonym counts as another word. Null where either has no content word.
 */
export function contentSimilarity(a: readonly string[], b: readonly string[]): number | null {
  const [first, second] = [counts(contentWords(a)), counts(contentWords(b))];
  if (first.size === 0 || second.size === 0) return null;
  let product = 0;
  for (const [word, count] of first) product += count * (second.get(word) ?? 0);
  return Math.min(1, product / (length(first) * length(second)));
}

function counts(words: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

function length(of: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of of.values()) sum += count * count;
  return Math.sqrt(sum);
}
