/**
 * How VLMEvalKit reads a yes or no without a judge model (`vlmeval/dataset/utils/yorn.py`, `YOrN_Extraction`, open-compass/VLMEvalKit commit
 * e8e78f0): the word yes without the word no, or the other way round; everything else is unknown, and wrong. "There isn't a dog." is unknown.
 */
import { answerTo, type Predictions } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { split } from './python-text.ts';
import { bareOfPunctuation } from './vlmevalkit-punctuation.ts';

export function yesNoOrUnknown(answer: string): 'yes' | 'no' | 'unknown' {
  const words = split(bareOfPunctuation(answer.toLowerCase()));
  const [yes, no] = [words.includes('yes'), words.includes('no')];
  return yes === no ? 'unknown' : yes ? 'yes' : 'no';
}

/** Upstream's figures, in its order of operations; where nothing can be divided it says 0. Unknown counts as not yes. */
export function yesNoFigures(
  items: readonly BenchmarkItem[],
  predictions: Predictions,
  isYes: (item: BenchmarkItem) => boolean,
  suffix = '',
): Record<string, number> {
  if (items.length === 0) return {};
  let [right, unknown, found, imagined, missed] = [0, 0, 0, 0, 0];
  for (const item of items) {
    const said = yesNoOrUnknown(answerTo(item, predictions));
    const truth = isYes(item);
    if (said === 'unknown') unknown++;
    if (said === (truth ? 'yes' : 'no')) right++;
    if (said === 'yes') truth ? found++ : imagined++;
    else if (truth) missed++;
  }
  const precision = found + imagined === 0 ? 0 : found / (found + imagined);
  const recall = found + missed === 0 ? 0 : found / (found + missed);
  return {
    [`accuracy${suffix}`]: right / items.length,
    [`precision${suffix}`]: precision,
    [`recall${suffix}`]: recall,
    [`f1${suffix}`]: precision + recall === 0 ? 0 : (2 * (precision * recall)) / (precision + recall),
    [`unknown${suffix}`]: unknown / items.length,
  };
}
