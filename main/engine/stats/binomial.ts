/**
 * Exact draws from a binomial distribution: counting up from zero while few successes are expected, else the transformed rejection BTRS
 * (Hörmann 1993, "The generation of binomial random variates"), a few operations whatever the number of trials.
 */

/** log(k!) for k in 0..n. */
export function logFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  for (let k = 2; k <= n; k++) table[k] = (table[k - 1] as number) + Math.log(k);
  return table;
}

/** `next` gives 32 random bits; `table` reaches `trials` or further; probability in 0..1. */
export function binomial(
  trials: number,
  probability: number,
  next: () => number,
  table: Float64Array,
): number {
  if (trials <= 0 || probability <= 0) return 0;
  if (probability >= 1) return trials;
  if (probability > 0.5) return trials - binomial(trials, 1 - probability, next, table);
  return trials * probability < 10
    ? countedUp(trials, probability, next)
    : rejected(trials, probability, next, table);
}

/** Uniform strictly between 0 and 1, so that its logarithm is finite. */
function uniform(next: () => number): number {
  return (next() + 0.5) * 2.3283064365386963e-10;
}

function countedUp(trials: number, probability: number, next: () => number): number {
  const odds = probability / (1 - probability);
  let mass = (1 - probability) ** trials;
  let left = uniform(next);
  for (let k = 0; k < trials; k++) {
    if (left <= mass) return k;
    left -= mass;
    mass *= (odds * (trials - k)) / (k + 1);
    if (mass === 0) return k; // rounding has eaten the tail
  }
  return trials;
}

function rejected(trials: number, probability: number, next: () => number, table: Float64Array): number {
  const deviation = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const centre = trials * probability + 0.5;
  const quick = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const logOdds = Math.log(probability / (1 - probability));
  const mode = Math.floor((trials + 1) * probability);
  const atMode = (table[mode] as number) + (table[trials - mode] as number);
  for (;;) {
    const u = uniform(next) - 0.5;
    const v = uniform(next);
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= quick) return k;
    if (k < 0 || k > trials) continue;
    const logRatio = atMode - (table[k] as number) - (table[trials - k] as number) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= logRatio) return k;
  }
}
