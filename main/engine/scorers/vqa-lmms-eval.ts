/**
 * VQAv2 by lmms-eval (`vqav2/utils.py` and `_task_utils/vqa_eval_metric.py`, commit 75571cf): the official soft score, but answers are always
 * normalised, also where all ten people agree, commas in a row count as one, and the ten parts are summed exactly.
 */
import { answerTo, meansByGroup } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { pythonMean } from './python-mean.ts';
import { variantOf } from './variant.ts';
import { agreements, onOneLine, vqa } from './vqa.ts';
import { withoutArticles, withoutPunctuation } from './vqa-answer.ts';

const truthOf = ({ truth }: BenchmarkItem) =>
  truth as { answers: readonly string[]; answerType: string; questionType: string };

export const vqaLmmsEval = variantOf(vqa, 'lmms-eval', {
  name: 'vqa-lmms-eval',
  scorer: 'lmms-eval vqav2',

  score: (item, prediction) =>
    pythonMean(agreements(truthOf(item).answers.map(lmmsEvalAnswer), lmmsEvalAnswer(prediction))),

  details(items, predictions) {
    const scored = items.map((item) => ({
      group: truthOf(item).answerType,
      score: vqaLmmsEval.score(item, answerTo(item, predictions)),
    }));
    return meansByGroup(scored, 'answer type ');
  },
});

export const lmmsEvalAnswer = (answer: string): string =>
  withoutArticles(withoutPunctuation(onOneLine(answer), /\.(?!\p{Nd})/gu, /\p{Nd},+\p{Nd}/u).toLowerCase());
