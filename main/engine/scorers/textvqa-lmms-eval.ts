/**
 * TextVQA by lmms-eval (`textvqa/utils.py` and `_task_utils/vqa_eval_metric.py`, commit 75571cf): LLaVA's normaliser and soft score, whose ten parts
 * are summed exactly, so that the last bit may differ.
 */
import { pythonMean } from './python-mean.ts';
import { textvqa } from './textvqa.ts';
import { normaliseTextVqaAnswer } from './textvqa-answer.ts';
import { variantOf } from './variant.ts';
import { agreements } from './vqa.ts';

export const textvqaLmmsEval = variantOf(textvqa, 'lmms-eval', {
  name: 'textvqa-lmms-eval',
  scorer: 'lmms-eval textvqa',
  score({ truth }, prediction) {
    const { answers } = truth as { answers: readonly string[] };
    return pythonMean(agreements(answers.map(normaliseTextVqaAnswer), normaliseTextVqaAnswer(prediction)));
  },
  details: () => ({}),
});
