/** How sources of captions are called. */
import type { Stratum } from '../../../shared/judge.ts';
import { modelName } from '../../data/names.ts';

export const sourceName = (source: string): string =>
  source === 'original' ? 'Original text' : modelName(source);

/** `V1 against V0`, with the seed where several are shown. */
export function stratumName({ first, second, seed }: Stratum, all: readonly { seed: number }[]): string {
  const several = new Set(all.map((one) => one.seed)).size > 1;
  return `${sourceName(second)} against ${sourceName(first)}${several ? `, seed ${seed}` : ''}`;
}
