/**
 * GQA by VLMEvalKit (`vlmeval/dataset/utils/vqa_eval.py`, `process_line` by accuracy, open-compass/VLMEvalKit commit e8e78f0): the same text apart from
 * capitals and outer blanks; a final full stop is wrong.
 */
import { gqa } from './gqa.ts';
import { strip } from './python-text.ts';
import { variantOf } from './variant.ts';

const bare = (text: string): string => strip(text).toLowerCase();

export const gqaVlmevalkit = variantOf(gqa, 'VLMEvalKit', {
  name: 'gqa-vlmevalkit',
  scorer: 'VLMEvalKit accuracy',
  score: ({ truth }, prediction) => (bare((truth as { answer: string }).answer) === bare(prediction) ? 1 : 0),
  details: () => ({}),
});
