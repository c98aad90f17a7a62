/** Training does not start on too few captions: what they cover is looked at first, and the refusal says how to go on all the same. */
import type { Coverage } from '../../../shared/models.ts';
import { tooFewCaptions } from '../../../shared/too-few-captions.ts';
import { EngineFailure } from '../failure.ts';
import { coverages, type Db, factOf } from '../store/index.ts';

/** Said by hand: go on although fewer captions can be used than the plan wants. Kept in the experiment and told in its report. */
export interface AcceptedCoverage {
  readonly at: string;
}
export const acceptedCoverage = 'accepted-coverage';

export function checkCoverage(
  db: Db,
  { writers, seed, minimum }: { writers: readonly string[]; seed: number; minimum: number },
): void {
  if (factOf<AcceptedCoverage>(db, acceptedCoverage)) return;
  const short = coverages(db).filter(
    (one) => one.seed === seed && writers.includes(one.source) && one.usable < minimum * one.wanted,
  );
  if (short.length === 0) return;
  throw new EngineFailure(
    `${tooFewCaptions}: ${short.map(inWords).join('; ')}. The plan wants ${percent(minimum)}.`,
    'Everything written is kept. Mend what they were lost to and resume, or go on all the same: “Go on with fewer captions” in Run, `squared resume --accept-coverage` in a terminal.',
  );
}

function inWords({ source, wanted, written, usable, empty, rejected }: Coverage): string {
  const lost = [
    ...(written < wanted ? [`${wanted - written} missing`] : []),
    ...(empty > 0 ? [`${empty} empty`] : []),
    ...Object.entries(rejected).map(([reason, count]) => `${count} rejected (${reason})`),
  ];
  return `of ${wanted} by ${source} ${usable} (${percent(usable / wanted)}): ${lost.join(', ')}`;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
