/**
 * MMMU by VLMEvalKit without a judge model (`vlmeval/utils/matching_util.py`, `can_infer`, and `dataset/utils/multiple_choice.py`, open-compass/VLMEvalKit
 * commit e8e78f0): the one letter, or else the one option, that an answer names; an answer that names none or two is wrong, nobody guesses.
 * An open question becomes a choice between its answer and "Other Answers".
 */
import { answerTo, meansByGroup } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { mmmu } from './mmmu.ts';
import { letterOf } from './mmmu-answer.ts';
import { subjectOf } from './mmmu-subjects.ts';
import { split } from './python-text.ts';
import { variantOf } from './variant.ts';

interface Truth {
  readonly options: readonly string[];
  readonly answers: readonly string[];
  /** An open question's answer as the file has it. */
  readonly written?: string;
}

export const mmmuVlmevalkit = variantOf(mmmu, 'VLMEvalKit', {
  name: 'mmmu-vlmevalkit',
  scorer: 'VLMEvalKit can_infer (no judge model, no guesses)',

  score(item, prediction) {
    const { options, answers, written = '' } = item.truth as Truth;
    if (options.length > 0) return inferredLetter(prediction, options) === answers[0] ? 1 : 0;
    const right = /^[A-Z]$/.test(written) ? written : 'A';
    return inferredLetter(prediction, [written, 'Other Answers']) === right ? 1 : 0;
  },

  details(items, predictions) {
    const scored = items.map((item: BenchmarkItem) => ({
      group: subjectOf(item.id),
      score: mmmuVlmevalkit.score(item, answerTo(item, predictions)),
    }));
    return meansByGroup(scored, 'subject ');
  },
});

const refusals = [
  "Sorry, I can't help with images of people yet.",
  "I can't process this file.",
  "I'm sorry, but without the image provided",
  'Cannot determine the answer',
];

/** The letter, `Z` where the model says that it does not know, null where nothing can be told. */
export function inferredLetter(answer: string, options: readonly string[]): string | null {
  return inferredOption(answer, options) ?? inferredText(answer, options);
}

function inferredOption(answer: string, options: readonly string[]): string | null {
  if (answer.includes('Failed to obtain answer via API')) return null;
  if (refusals.some((refusal) => answer.includes(refusal))) return 'Z';
  const letters = options.map((_, index) => letterOf(index));
  const words = split(answer.replace(/[.()[\],:;!*#{}]/g, ' '));
  const named = letters.filter((letter) => words.includes(letter));
  const [only] = named;
  if (named.length === 1 && only !== undefined) {
    // A letter that stands early in a sentence may be an article.
    if (words.indexOf(only) > words.length - 5) return only;
  } else if (named.length === 0 && words.includes('Z')) return 'Z';
  const told = verbose.exec(answer)?.[1]?.toUpperCase();
  return told !== undefined && letters.includes(told) ? told : null;
}

const blank = '[\\s\\x1c-\\x1f\\x85]';
const verbose = new RegExp(`(?:correct${blank}+)?answer${blank}+is${blank}+\\**([ABCD])\\**`, 'i');

function inferredText(answer: string, options: readonly string[]): string | null {
  const small = answer.toLowerCase();
  const length = (text: string): number => Array.from(text).length;
  if (length(small) > 2 * options.reduce((sum, option) => sum + length(option), 0)) return null;
  const named = options.flatMap((option, index) =>
    small.includes(option.toLowerCase()) ? [letterOf(index)] : [],
  );
  return named.length === 1 ? (named[0] as string) : null;
}
