import { clusteredMean } from './clustered-mean.ts';
import type { Interval, ResamplingOptions } from './resampling.ts';

export interface Preference {
  readonly cluster: number;
  /** What people prefer: above 0 the second of two, below 0 the first, 0 neither. */
  readonly people: number;
  /** The measure of the second minus that of the first. */
  readonly measure: number;
}

export interface PreferenceAgreement {
  /** Share of the pairs decided by both on which the higher measure is the preferred one; null where there is no such pair. */
  readonly share: Interval | null;
  readonly decided: number;
  /** Pairs on which people, or the measure, see no difference: they say nothing about agreement. */
  readonly undecided: number;
}

/** How often a measure prefers what people prefer; half is chance. Pairs of one cluster (an image) count together. */
export function preferenceAgreement(
  preferences: readonly Preference[],
  options: ResamplingOptions,
): PreferenceAgreement {
  const decided = preferences.filter(({ people, measure }) => people !== 0 && measure !== 0);
  const scores = decided.map(({ cluster, people, measure }) => ({
    cluster,
    score: people > 0 === measure > 0 ? 1 : 0,
  }));
  return {
    share: scores.length > 0 ? clusteredMean(scores, options) : null,
    decided: decided.length,
    undecided: preferences.length - decided.length,
  };
}
