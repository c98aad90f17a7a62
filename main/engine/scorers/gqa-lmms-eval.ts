/**
 * GQA by lmms-eval (`gqa/gqa.yaml` and `api/metrics.py`, commit 75571cf): the same text apart from capitals and ASCII punctuation, which is taken out
 * wherever it stands; blanks count. Its numpy array keeps a text's length, so that of a letter whose small form is two (\u0130) one is lost.
 */
import { gqa } from './gqa.ts';
import { variantOf } from './variant.ts';

const bare = (text: string): string => sameLength(text).replace(/[!-/:-@[-`{-~]/g, '');

function sameLength(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return Array.from(small).slice(0, Array.from(text).length).join('');
}

export const gqaLmmsEval = variantOf(gqa, 'lmms-eval', {
  name: 'gqa-lmms-eval',
  scorer: 'lmms-eval exact_match (no case, no punctuation)',
  score: ({ truth }, prediction) => (bare((truth as { answer: string }).answer) === bare(prediction) ? 1 : 0),
  details: () => ({}),
});
