/**
 * OCRBench by VLMEvalKit (`vlmeval/dataset/image_vqa.py`, `OCRBench`, open-compass/VLMEvalKit commit e8e78f0): as lmms-eval without folding full-width
 * characters; formulas are told by the question's type instead of the dataset's name. Its points are right answers, of 1,000 in all.
 */
import { answerTo } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { ocrbench } from './ocrbench.ts';
import { strip } from './python-text.ts';
import { variantOf } from './variant.ts';

const truthOf = ({ truth }: BenchmarkItem) => truth as { answers: readonly string[]; questionType: string };

const formulas = 'Handwritten Mathematical Expression Recognition';
const ofText = / Text Recognition$|^(Handwriting|Digit String) Recognition$/;

export const ocrbenchVlmevalkit = variantOf(ocrbench, 'VLMEvalKit', {
  name: 'ocrbench-vlmevalkit',
  scorer: 'VLMEvalKit OCRBench (substring, nothing folded)',

  score(item, prediction) {
    const { answers, questionType } = truthOf(item);
    const plain = questionType === formulas ? withoutSpaces : small;
    const said = plain(prediction);
    return answers.some((answer) => said.includes(plain(answer))) ? 1 : 0;
  },

  details(items, predictions) {
    const points: Record<string, number> = {};
    for (const item of items) {
      const { questionType } = truthOf(item);
      const group = ofText.test(questionType) ? 'Text Recognition' : questionType;
      const score = ocrbenchVlmevalkit.score(item, answerTo(item, predictions));
      for (const name of [`${group} (points)`, 'Final Score (points)'])
        points[name] = (points[name] ?? 0) + score;
    }
    return points;
  },
});

const withoutSpaces = (text: string): string => strip(text).replaceAll('\n', ' ').replaceAll(' ', '');
const small = (text: string): string => strip(text.toLowerCase()).replaceAll('\n', ' ');
