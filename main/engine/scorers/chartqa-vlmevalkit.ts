/**
 * ChartQA by VLMEvalKit (`vlmeval/dataset/utils/vqa_eval.py`, `process_line` by relaxed accuracy, open-compass/VLMEvalKit commit e8e78f0): as lmms-eval,
 * but blanks around an answer are taken off, and a label that Python reads as a list (`[2010, 2011]`) stands for each of its items.
 */
import { answerTo, meansByGroup } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { chartqa, isRelaxedMatch } from './chartqa.ts';
import { listedIn } from './python-list.ts';
import { strip } from './python-text.ts';
import { variantOf } from './variant.ts';

const truthOf = ({ truth }: BenchmarkItem) => truth as { label: string; split: string };

export const chartqaVlmevalkit = variantOf(chartqa, 'VLMEvalKit', {
  name: 'chartqa-vlmevalkit',
  scorer: 'VLMEvalKit relaxed_accuracy (5 %)',

  score(item, prediction) {
    const { label } = truthOf(item);
    const listed = listedIn(label) ?? [];
    const said = strip(prediction);
    return (listed.length > 0 ? listed : [label]).some((one) => isRelaxedMatch(said, one)) ? 1 : 0;
  },

  details: (items, predictions) =>
    meansByGroup(
      items.map((item) => ({
        group: truthOf(item).split,
        score: chartqaVlmevalkit.score(item, answerTo(item, predictions)),
      })),
      'relaxed accuracy ',
    ),
});
