import { describe, expect, test } from 'vitest';
import {
  interval,
  pairedComparison,
  pooledComparison,
  pooledInterval,
} from '../../../../main/engine/stats/index.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';

const options = { seed: 1, resamples: 1000 };

/** Normal deviates (Box and Muller) of their own stream. */
function normalFrom(seed: number): () => number {
  const bits = randomBits(seed);
  const uniform = () => (bits() + 0.5) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Share of 300 simulated studies whose interval holds the true mean, 0. */
function coverage(seeds: number, deviation: { seed: number; item: number; both: number }): number {
  const normal = normalFrom(seeds * 1000 + deviation.seed * 100);
  let covered = 0;
  for (let run = 0; run < 300; run++) {
    const items = Float64Array.from({ length: 60 }, () => deviation.item * normal());
    const perSeed = Array.from({ length: seeds }, () => {
      const training = deviation.seed * normal();
      return items.map((item) => item + training + deviation.both * normal());
    });
    const { low, high } = pooledInterval(perSeed, { seed: run, resamples: 400 });
    if (low <= 0 && 0 <= high) covered++;
  }
  return covered / 300;
}

describe('pooled over seeds', () => {
  test.each([
    ['three trainings that vary much', 3, { seed: 1, item: 1, both: 1 }],
    ['five trainings that vary much', 5, { seed: 1, item: 1, both: 1 }],
    ['trainings that hardly vary', 3, { seed: 0.02, item: 1, both: 0.5 }],
  ])(
    '%s: the interval covers the truth at least as often as 95 % promises, within the noise of 300 runs',
    (_, seeds, deviation) => {
      expect(coverage(seeds, deviation)).toBeGreaterThan(0.91);
    },
  );

  test('trainings that vary make the interval wider than items alone do', () => {
    const answers = Float64Array.from({ length: 400 }, (_, i) => i % 2);
    const alike = pooledInterval([answers, answers, answers], options);
    const varied = pooledInterval(
      [answers, answers.map((score) => score - 0.1), answers.map((score) => score + 0.1)],
      options,
    );
    expect(alike.high - alike.low).toBeLessThan(varied.high - varied.low);
    expect(varied.value).toBeCloseTo(0.5, 12);
  });

  test('shares stay shares: bounds never leave 0..1', () => {
    const rare = (hits: number) => Float64Array.from({ length: 200 }, (_, i) => (i < hits ? 1 : 0));
    const { low, high } = pooledInterval([rare(0), rare(1), rare(4)], options);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.02);
    expect(pooledInterval([rare(0), rare(0)], options)).toMatchObject({ value: 0, low: 0 });
    expect(pooledInterval([rare(0), rare(0)], options).high).toBeGreaterThan(0.01);
  });

  test('one seed is the plain bootstrap', () => {
    const a = Float64Array.from({ length: 200 }, (_, i) => (i * 7919) % 11);
    const b = Float64Array.from({ length: 200 }, (_, i) => (i * 104_729) % 13);
    expect(pooledInterval([a], options)).toEqual(interval(a, options));
    expect(pooledComparison([a], [b], options)).toEqual(pairedComparison(a, b, options));
  });

  test('a gain that one training in three has is not a gain of the recipe', () => {
    const base = Float64Array.from({ length: 400 }, (_, i) => (i % 5 < 2 ? 1 : 0));
    const higher = Float64Array.from({ length: 400 }, (_, i) => (i % 5 < 4 ? 1 : 0));
    expect(pooledComparison([higher, base, base], [base, base, base], options).pValue).toBeGreaterThan(0.05);
    expect(pooledComparison([higher, higher, higher], [base, base, base], options).pValue).toBeLessThan(0.01);
  });

  test('other seeds or items on the two sides are refused', () => {
    const a = new Float64Array(4).fill(1);
    expect(() => pooledComparison([a], [a, a], options)).toThrow(/same seeds/);
    expect(() => pooledInterval([a, new Float64Array(5)], options)).toThrow(/same items/);
    expect(() => pooledInterval([], options)).toThrow(/no seed/);
  });
});
