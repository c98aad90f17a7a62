/** VSR by VLMEvalKit (`vlmeval/dataset/utils/yorn.py`, `VSR_rating`, open-compass/VLMEvalKit commit e8e78f0), without a judge model. */
import type { BenchmarkItem } from './benchmark.ts';
import { variantOf } from './variant.ts';
import { yesNoFigures, yesNoOrUnknown } from './vlmevalkit-yes-no.ts';
import { vsr } from './vsr.ts';

const isYes = ({ truth }: BenchmarkItem): boolean => (truth as { label: 0 | 1 }).label === 1;

export const vsrVlmevalkit = variantOf(vsr, 'VLMEvalKit', {
  name: 'vsr-vlmevalkit',
  scorer: 'VLMEvalKit YOrN_Extraction (no judge model)',
  score: (item, prediction) => (yesNoOrUnknown(prediction) === (isYes(item) ? 'yes' : 'no') ? 1 : 0),
  details: (items, predictions) => yesNoFigures(items, predictions, isYes),
});
