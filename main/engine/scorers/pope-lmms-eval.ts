/**
 * POPE by lmms-eval (`pope/utils.py`, commit 75571cf): the whole answer must be yes or no, apart from capitals and outer blanks; "No." is
 * wrong. Its recall counts only those questions of true objects that were answered by one of the two words, and its yes-ratio is that of
 * the labels; both are reproduced.
 */
import { answerTo, type Predictions } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { pope } from './pope.ts';
import { strip } from './python-text.ts';
import { variantOf } from './variant.ts';

const truthOf = ({ truth }: BenchmarkItem) => truth as { split: string; label: 'yes' | 'no' };
const bare = (answer: string): string => strip(answer.toLowerCase());

export const popeLmmsEval = variantOf(pope, 'lmms-eval', {
  name: 'pope-lmms-eval',
  scorer: 'lmms-eval pope (the whole answer)',

  score: (item, prediction) => (bare(prediction) === truthOf(item).label ? 1 : 0),

  details(items, predictions) {
    const details = tally(items, predictions, '');
    for (const [split, members] of Map.groupBy(items, (item) => truthOf(item).split))
      Object.assign(details, tally(members, predictions, ` ${split}`));
    return details;
  },
});

function tally(
  items: readonly BenchmarkItem[],
  predictions: Predictions,
  suffix: string,
): Record<string, number> {
  if (items.length === 0) return {};
  const count = (label: string, said: string): number =>
    items.filter((item) => truthOf(item).label === label && bare(answerTo(item, predictions)) === said)
      .length;
  const [found, imagined, missed] = [count('yes', 'yes'), count('no', 'yes'), count('yes', 'no')];
  const precision = found + imagined === 0 ? 0 : found / (found + imagined);
  const recall = found + missed === 0 ? 0 : found / (found + missed);
  return {
    [`accuracy${suffix}`]: (found + count('no', 'no')) / items.length,
    [`precision${suffix}`]: precision,
    [`recall${suffix}`]: recall,
    [`f1${suffix}`]: precision + recall === 0 ? 0 : (2 * (precision * recall)) / (precision + recall),
    [`yes-ratio of the labels${suffix}`]:
      items.filter((item) => truthOf(item).label === 'yes').length / items.length,
  };
}
