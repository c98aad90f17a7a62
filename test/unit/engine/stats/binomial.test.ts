import { describe, expect, test } from 'vitest';
import { binomial, logFactorials } from '../../../../main/engine/stats/binomial.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';

describe('binomial draws', () => {
  const table = logFactorials(2000);

  // counted up below an expectation of 10, rejected above; both sides of one half
  test.each([
    [12, 0.3],
    [40, 0.9],
    [2000, 0.004],
    [60, 0.5],
    [2000, 0.31],
    [2000, 0.98],
  ])('%i trials at %f follow the distribution', (trials, probability) => {
    const next = randomBits(trials);
    const draws = 40_000;
    const counts = new Float64Array(trials + 1);
    for (let i = 0; i < draws; i++) {
      const k = binomial(trials, probability, next, table);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    // chi-squared over the outcomes expected at least ten times, the others in one cell
    let chiSquared = 0;
    let cells = 0;
    let restSeen = 0;
    let restExpected = 0;
    for (let k = 0; k <= trials; k++) {
      const seen = counts[k] ?? 0;
      const ways = (table[trials] ?? 0) - (table[k] ?? 0) - (table[trials - k] ?? 0);
      const logMass = ways + k * Math.log(probability) + (trials - k) * Math.log(1 - probability);
      const expected = draws * Math.exp(logMass);
      if (expected < 10) {
        restSeen += seen;
        restExpected += expected;
        continue;
      }
      chiSquared += (seen - expected) ** 2 / expected;
      cells++;
    }
    if (restExpected > 1) chiSquared += (restSeen - restExpected) ** 2 / restExpected;
    // mean `cells`, deviation sqrt(2 cells): four deviations are never reached by chance with this fixed seed
    expect(chiSquared).toBeLessThan(cells + 4 * Math.sqrt(2 * cells));
  });

  test('certain outcomes', () => {
    const next = randomBits(1);
    expect(binomial(0, 0.5, next, table)).toBe(0);
    expect(binomial(7, 0, next, table)).toBe(0);
    expect(binomial(7, 1, next, table)).toBe(7);
  });
});
