/** Share of a caption's words that the captions before never used, 0..1. Null for a caption without words. */
export function newWords(words: readonly string[], known: ReadonlySet<string>): number | null {
  if (words.length === 0) return null;
  let fresh = 0;
  for (const word of words) if (!known.has(word)) fresh++;
  return fresh / words.length;
}
