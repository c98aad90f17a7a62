/** POPE by VLMEvalKit (`vlmeval/dataset/utils/yorn.py`, `POPE_rating`, open-compass/VLMEvalKit commit e8e78f0), without a judge model. */
import type { BenchmarkItem } from './benchmark.ts';
import { pope } from './pope.ts';
import { variantOf } from './variant.ts';
import { yesNoFigures, yesNoOrUnknown } from './vlmevalkit-yes-no.ts';

const truthOf = ({ truth }: BenchmarkItem) => truth as { split: string; label: 'yes' | 'no' };
const isYes = (item: BenchmarkItem): boolean => truthOf(item).label === 'yes';

export const popeVlmevalkit = variantOf(pope, 'VLMEvalKit', {
  name: 'pope-vlmevalkit',
  scorer: 'VLMEvalKit YOrN_Extraction (no judge model)',

  score: (item, prediction) => (yesNoOrUnknown(prediction) === truthOf(item).label ? 1 : 0),

  details(items, predictions) {
    const details = yesNoFigures(items, predictions, isYes);
    for (const [split, members] of Map.groupBy(items, (item) => truthOf(item).split))
      Object.assign(details, yesNoFigures(members, predictions, isYes, ` ${split}`));
    return details;
  },
});
