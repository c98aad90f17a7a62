import { describe, expect, test } from 'vitest';
import { interval, pairedComparison } from '../../../../main/engine/stats/index.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';

const options = { seed: 1, resamples: 2000 };
const scores = (...values: number[]) => Float64Array.from(values);

/** Uniform numbers 0..1 of their own stream. */
function uniformFrom(seed: number): () => number {
  const bits = randomBits(seed);
  return () => bits() / 2 ** 32;
}

describe('interval', () => {
  test('of half right has the width that theory gives', () => {
    const half = Float64Array.from({ length: 1000 }, (_, i) => i % 2);
    const { value, low, high, n } = interval(half, { seed: 3, resamples: 10_000 });
    const expected = 1.96 * Math.sqrt(0.25 / 1000);
    expect([value, n]).toEqual([0.5, 1000]);
    expect(0.5 - low).toBeCloseTo(expected, 2);
    expect(high - 0.5).toBeCloseTo(expected, 2);
  });

  test('covers the truth about as often as it says', () => {
    // 400 simulated benchmarks of 200 questions, 70 % right in truth; the binomial itself allows 0.95 +- 0.022
    const uniform = uniformFrom(11);
    let covered = 0;
    for (let run = 0; run < 400; run++) {
      const answers = Float64Array.from({ length: 200 }, () => (uniform() < 0.7 ? 1 : 0));
      const { low, high } = interval(answers, { seed: run, resamples: 1000 });
      if (low <= 0.7 && 0.7 <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });

  test('scores of many values (drawn item by item) agree with scores of few (drawn by their counts)', () => {
    const few = Float64Array.from({ length: 800 }, (_, i) => (i % 10) / 10);
    const many = few.map((score, i) => score + i * 1e-9);
    const a = interval(few, { seed: 5, resamples: 10_000 });
    const b = interval(many, { seed: 5, resamples: 10_000 });
    expect(a.low).toBeCloseTo(b.low, 2);
    expect(a.high).toBeCloseTo(b.high, 2);
  });

  test('is the same again with the same seed and another with another', () => {
    const answers = Float64Array.from({ length: 100 }, (_, i) => Math.sqrt(i));
    expect(interval(answers, options)).toEqual(interval(answers, options));
    expect(interval(answers, { ...options, seed: 2 })).not.toEqual(interval(answers, options));
  });

  test('none or all of n is bounded exactly, any other common score has no width', () => {
    // Clopper and Pearson's bounds for 0 of 30 and 1 of 1
    expect(interval(new Float64Array(30), options)).toEqual({
      value: 0,
      low: 0,
      high: 1 - 0.025 ** (1 / 30),
      n: 30,
    });
    expect(interval(scores(1), options)).toEqual({ value: 1, low: expect.closeTo(0.025, 12), high: 1, n: 1 });
    expect(interval(new Float64Array(50).fill(0.3), options)).toEqual({
      value: 0.3,
      low: 0.3,
      high: 0.3,
      n: 50,
    });
  });

  test('is wider the more confident it is', () => {
    const answers = Float64Array.from({ length: 100 }, (_, i) => i % 3);
    const narrow = interval(answers, { ...options, confidence: 0.5 });
    expect(narrow.high - narrow.low).toBeLessThan(
      interval(answers, options).high - interval(answers, options).low,
    );
  });

  test('of nothing, or of what is not a number, is refused', () => {
    expect(() => interval(scores(), options)).toThrow(/no scores/);
    expect(() => interval(scores(1, Number.NaN), options)).toThrow(/Item 1 .* NaN/);
    expect(() => interval(scores(1), { seed: 1, resamples: 10 })).toThrow(/at least 100/);
  });
});

describe('paired comparison', () => {
  const better = Float64Array.from({ length: 500 }, (_, i) => (i % 10 < 7 ? 1 : 0));
  const worse = Float64Array.from({ length: 500 }, (_, i) => (i % 10 < 5 ? 1 : 0));

  test('finds what differs and measures it on the same items', () => {
    const found = pairedComparison(better, worse, { seed: 1, resamples: 10_000 });
    expect(found.difference).toBeCloseTo(0.2, 12);
    // a fifth of the items differ, all one way: the deviation of the mean difference is sqrt(0.2 * 0.8 / 500)
    expect(found.high - found.low).toBeCloseTo(2 * 1.96 * Math.sqrt(0.16 / 500), 2);
    expect(found.pValue).toBeLessThan(0.001);
  });

  test('swapping the models negates it exactly', () => {
    const uniform = uniformFrom(4);
    const left = Float64Array.from({ length: 300 }, uniform);
    const right = Float64Array.from({ length: 300 }, uniform);
    for (const [a, b] of [
      [better, worse],
      [left, right],
    ] as const) {
      const forwards = pairedComparison(a, b, options);
      const backwards = pairedComparison(b, a, options);
      expect(backwards.difference).toBeCloseTo(-forwards.difference, 14);
      expect(backwards.low).toBeCloseTo(-forwards.high, 14);
      expect(backwards.high).toBeCloseTo(-forwards.low, 14);
      expect(backwards.pValue).toBe(forwards.pValue);
    }
  });

  test('claims a difference where there is none about as often as alpha says', () => {
    const uniform = uniformFrom(23);
    let claimed = 0;
    for (let run = 0; run < 400; run++) {
      const a = Float64Array.from({ length: 200 }, () => (uniform() < 0.6 ? 1 : 0));
      const b = Float64Array.from({ length: 200 }, () => (uniform() < 0.6 ? 1 : 0));
      if (pairedComparison(a, b, { seed: run, resamples: 1000 }).pValue < 0.05) claimed++;
    }
    expect(claimed / 400).toBeGreaterThan(0.02);
    expect(claimed / 400).toBeLessThan(0.085);
  });

  test('equal models differ by nothing', () => {
    expect(pairedComparison(better, better, options)).toMatchObject({
      difference: 0,
      low: 0,
      high: 0,
      pValue: 1,
    });
  });

  test('few differing items never look certain', () => {
    expect(pairedComparison(scores(1), scores(0), options).pValue).toBe(1);
    expect(pairedComparison(scores(1, 1, 1), scores(0, 0, 0), options).pValue).toBe(0.25);
    expect(
      pairedComparison(scores(1, 1, 1, 0, 1), scores(0, 0, 0, 0, 1), options).pValue,
    ).toBeGreaterThanOrEqual(0.25);
  });

  test('other items on the two sides, or none, are refused', () => {
    expect(() => pairedComparison(better, scores(1), options)).toThrow(/same items/);
    expect(() => pairedComparison(scores(), scores(), options)).toThrow(/no first scores/);
  });
});
