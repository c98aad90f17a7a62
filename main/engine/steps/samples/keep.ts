/** Which captions are trained on: the plan's `keep`, as a pure function of one caption. */
import type { Coverage } from '../../../../shared/models.ts';
import type { Keep } from '../../../../shared/plan.ts';
import { repetition, wordCount } from '../../quality/index.ts';

export interface Judged {
  readonly text: string;
  readonly truncated: boolean;
  readonly logProbability: number | null;
}

/** Why a caption is not trained on; null where it is. An empty one is told as empty, never as rejected. */
export function rejection({ text, truncated, logProbability }: Judged, keep: Keep): string | null {
  if (truncated && !keep.truncated) return 'cut at the longest length allowed';
  const count = wordCount(text);
  if (count < keep.minimumWords) return `fewer than ${keep.minimumWords} words`;
  if (keep.maximumRepetition < 1 && repetition(text) > keep.maximumRepetition)
    return `repeats more than ${Math.round(keep.maximumRepetition * 100)} % of its four-word sequences`;
  if (
    keep.minimumLogProbability !== null &&
    logProbability !== null &&
    logProbability < keep.minimumLogProbability
  )
    return `a mean log-probability below ${keep.minimumLogProbability}`;
  return null;
}

export const isUsable = (caption: Judged, keep: Keep): boolean =>
  caption.text !== '' && rejection(caption, keep) === null;

/** What became of the captions that were wanted. `fellBack` is only known to who trains on them. */
export function coverageOf(
  captions: readonly Judged[],
  wanted: number,
  keep: Keep,
): Omit<Coverage, 'seed' | 'source' | 'fellBack'> {
  const rejected: Record<string, number> = {};
  let [truncated, empty, usable] = [0, 0, 0];
  for (const caption of captions) {
    if (caption.truncated) truncated++;
    if (!caption.text) {
      empty++;
      continue;
    }
    const why = rejection(caption, keep);
    if (why === null) usable++;
    else rejected[why] = (rejected[why] ?? 0) + 1;
  }
  return { wanted, written: captions.length, truncated, empty, rejected, usable };
}
