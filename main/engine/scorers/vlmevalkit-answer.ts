/**
 * How VLMEvalKit reads the letter out of an answer without a judge (`can_infer` of `vlmeval/utils/matching_util.py`, open-compass/VLMEvalKit
 * commit e8e78f0). Reproduced with what is odd in it, since it is part of published scores: "the answer is a dog" is read as A, and options
 * beyond D are not read after "the answer is".
 */
import { split } from './python-text.ts';

const refusals = [
  "Sorry, I can't help with images of people yet.",
  "I can't process this file.",
  "I'm sorry, but without the image provided",
  'Cannot determine the answer',
];

/** The option that an answer chooses, `Z` where it refuses, or null where upstream would ask a judge. `options` by letter. */
export const chosenOption = (answer: string, options: Readonly<Record<string, string>>): string | null =>
  byLetter(answer, Object.keys(options)) ?? byText(answer, options);

function byLetter(answer: string, letters: readonly string[]): string | null {
  if (answer.includes('Failed to obtain answer via API')) return null;
  if (refusals.some((refusal) => answer.includes(refusal))) return 'Z';
  const words = split(answer.replace(/[.()[\],:;!*#{}]/g, ' '));
  const named = letters.filter((letter) => words.includes(letter));
  if (named.length === 1) {
    const [letter] = named as [string];
    if (words.indexOf(letter) > words.length - 5) return letter;
  } else if (named.length === 0 && words.includes('Z')) return 'Z';
  const said = /(?:correct\s+)?answer\s+is\s+\**([ABCD])\**/i.exec(answer)?.[1]?.toUpperCase();
  return said !== undefined && letters.includes(said) ? said : null;
}

function byText(answer: string, options: Readonly<Record<string, string>>): string | null {
  const small = answer.toLowerCase();
  const length = (text: string): number => Array.from(text).length;
  const all = Object.values(options).reduce((sum, text) => sum + length(text), 0);
  if (length(small) > 2 * all) return null;
  const quoted = Object.keys(options).filter((letter) =>
    small.includes((options[letter] as string).toLowerCase()),
  );
  return quoted.length === 1 ? (quoted[0] as string) : null;
}
