import { holm } from './holm.ts';
import type { PairedComparison } from './resampling.ts';

/** A benchmark at this round against the round before; `difference` = this round - the round before. */
export interface BenchmarkEvidence extends PairedComparison {
  readonly benchmark: string;
  /** As it reads in a sentence, `POPE`; the name where it is left out. */
  readonly title?: string;
}

/** A sign of decay measured per caption, such as the share of objects named that are not there. A positive difference is worse. */
export interface DegenerationEvidence extends PairedComparison {
  /** As it reads in a sentence: `object hallucination`, `repetition`. */
  readonly measure: string;
}

export interface StopEvidence {
  readonly round: number;
  readonly comparisons: readonly BenchmarkEvidence[];
  readonly degeneration: readonly DegenerationEvidence[];
  readonly alpha: number;
}

export interface StopDecision {
  readonly decision: 'continue' | 'stop';
  /** Plain words with the figures the decision rests on. */
  readonly reason: string;
}

/**
 * Stop when no benchmark improves significantly at this round, or when the captions decay significantly. Significant: p after Holm's
 * correction below alpha, over the benchmarks and over the signs of decay separately.
 */
export function stopRule({ round, comparisons, degeneration, alpha }: StopEvidence): StopDecision {
  if (comparisons.length === 0) {
    return {
      decision: 'continue',
      reason: `Round ${round} has no benchmark to be compared on, so there is no ground to stop.`,
    };
  }
  const adjusted = holm(comparisons.map((one) => one.pValue));
  const judged = comparisons.map((one, i) => ({ ...one, adjusted: adjusted[i] as number }));
  const better = judged.filter((one) => one.adjusted < alpha && one.difference > 0);
  const worse = judged.filter((one) => one.adjusted < alpha && one.difference < 0);
  const decayAdjusted = holm(degeneration.map((one) => one.pValue));
  const decay = degeneration
    .map((one, i) => ({ ...one, adjusted: decayAdjusted[i] as number }))
    .filter((one) => one.adjusted < alpha && one.difference > 0);

  const sentences: string[] = [];
  if (better.length > 0) {
    sentences.push(
      `Round ${round} improved on round ${round - 1} significantly: ${better.map(benchmarkInWords).join('; ')}.`,
    );
  } else {
    const best = judged.reduce((top, one) => (one.difference > top.difference ? one : top));
    sentences.push(
      `No benchmark of ${judged.length} improved significantly from round ${round - 1} to round ${round}; the largest change was ${benchmarkInWords(best)}.`,
    );
  }
  if (worse.length > 0) sentences.push(`Significantly worse: ${worse.map(benchmarkInWords).join('; ')}.`);
  if (decay.length > 0) {
    sentences.push(
      `The captions decayed significantly: ${decay.map((one) => inWords(one.measure, one)).join('; ')}.`,
    );
  } else if (degeneration.length > 0) {
    sentences.push(`No significant rise of ${degeneration.map((one) => one.measure).join(' or ')}.`);
  }
  return {
    decision: better.length === 0 || decay.length > 0 ? 'stop' : 'continue',
    reason: sentences.join(' '),
  };
}

function benchmarkInWords(one: BenchmarkEvidence & { adjusted: number }): string {
  return inWords(one.title ?? one.benchmark, one);
}

/** `pope +9.1 points (95 % interval +6.2 to +12.0, Holm p < 0.001)` */
function inWords(name: string, one: PairedComparison & { adjusted: number }): string {
  return `${name} ${points(one.difference)} points (95 % interval ${points(one.low)} to ${points(one.high)}, Holm p ${probability(one.adjusted)})`;
}

function points(fraction: number): string {
  const text = (fraction * 100).toFixed(1);
  return text === '-0.0' || text === '0.0' ? '0.0' : fraction > 0 ? `+${text}` : text.replace('-', '−');
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
}
