/** How sources of captions are called. */
import type { Judging, Stratum } from '../../../shared/judge.ts';
import { modelName, roundOf } from '../../data/names.ts';

export const sourceName = (source: string): string =>
  source === 'original' ? 'Original text' : modelName(source);

/** Each round against the one before it, of the first seed, as far as it has not been drawn for people. */
export function undrawn({ seeds, strata }: Judging): Stratum[] {
  const [own] = seeds;
  if (!own) return [];
  const rounds = own.sources.filter((source) => source === 'original' || roundOf(source) !== null);
  return rounds
    .slice(1)
    .map((second, i) => ({ first: rounds[i] as string, second, seed: own.seed }))
    .filter(
      ({ first, second, seed }) =>
        !strata.some(
          (one) => one.first === first && one.second === second && one.seed === seed && one.forPeople > 0,
        ),
    );
}

/** `V1 against V0`, with the seed where several are shown. */
export function stratumName({ first, second, seed }: Stratum, all: readonly { seed: number }[]): string {
  const several = new Set(all.map((one) => one.seed)).size > 1;
  return `${sourceName(second)} against ${sourceName(first)}${several ? `, seed ${seed}` : ''}`;
}
