/** Everything the steps need to tell a difference from noise. Pure functions; the same seed and data give the same figures. */
export { type ClusteredScore, clusteredMean } from './clustered-mean.ts';
export { cohenKappa } from './cohen-kappa.ts';
export { holm } from './holm.ts';
export { interval } from './interval.ts';
export { krippendorffAlpha } from './krippendorff-alpha.ts';
export { mean, standardDeviation } from './mean.ts';
export { pairedComparison } from './paired-comparison.ts';
export { pooledComparison, pooledInterval } from './pooled.ts';
export { type Preference, type PreferenceAgreement, preferenceAgreement } from './preference-agreement.ts';
export type { Interval, PairedComparison, ResamplingOptions } from './resampling.ts';
export { type Counted, shareInterval } from './share.ts';
export type { BenchmarkEvidence, DegenerationEvidence, StopDecision, StopEvidence } from './stop-rule.ts';
export { stopRule } from './stop-rule.ts';
export { verdictOf } from './verdict.ts';
export { wilson } from './wilson.ts';
