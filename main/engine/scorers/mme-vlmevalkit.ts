/**
 * MME by VLMEvalKit (`vlmeval/dataset/utils/yorn.py`, `MME_rating`, open-compass/VLMEvalKit commit e8e78f0), without a judge model: yes or no is
 * read as vlmevalkit-yes-no.ts tells, and points are those of the authors. What they call cognition is reasoning here.
 */
import type { BenchmarkItem } from './benchmark.ts';
import { type MmeTruth, mme } from './mme.ts';
import { mmePoints } from './mme-authors.ts';
import { variantOf } from './variant.ts';
import { yesNoOrUnknown } from './vlmevalkit-yes-no.ts';

/** In upstream's order of summing. */
const abilities = {
  perception: 'OCR artwork celebrity color count existence landmark position posters scene'.split(' '),
  reasoning: 'code_reasoning commonsense_reasoning numerical_calculation text_translation'.split(' '),
};

const isRight = ({ truth }: BenchmarkItem, prediction: string): number =>
  yesNoOrUnknown(prediction) === (truth as MmeTruth).answer ? 1 : 0;

export const mmeVlmevalkit = variantOf(mme, 'VLMEvalKit', {
  name: 'mme-vlmevalkit',
  scorer: 'VLMEvalKit YOrN_Extraction and MME_rating (no judge model)',
  score: isRight,
  details: (items, predictions) => mmePoints(items, predictions, isRight, abilities),
});
