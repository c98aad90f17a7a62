import { wordsOf } from './lexicon.ts';

/**
 * Repetition within a caption: the share of its four-word sequences that stood in it before (seq-rep-4 of Welleck et al. 2020), 0..1.
 * A caption of fewer than four words cannot repeat: 0.
 */
export const repetition = (text: string): number => repetitionAmong(wordsOf(text));

/** The same of a text whose words (`wordsOf`) are known. */
export function repetitionAmong(words: readonly string[]): number {
  const sequences = words.length - 3;
  if (sequences < 1) return 0;
  const seen = new Set<string>();
  for (let i = 0; i < sequences; i++) seen.add(words.slice(i, i + 4).join(' '));
  return 1 - seen.size / sequences;
}
