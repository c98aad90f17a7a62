import { contentWords } from './content-words.ts';

/**
 * Information kept: of the different content words of one text, the share that another says too, 0..1. Null where the first has none.
 * Words are compared as they are written, so a synonym counts as lost.
 */
export function contentKept(of: readonly string[], within: readonly string[]): number | null {
  const wanted = new Set(contentWords(of));
  if (wanted.size === 0) return null;
  const said = new Set(within);
  let kept = 0;
  for (const word of wanted) if (said.has(word)) kept++;
  return kept / wanted.size;
}
