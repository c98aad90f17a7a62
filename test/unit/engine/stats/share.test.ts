import { describe, expect, test } from 'vitest';
import { interval, shareInterval } from '../../../../main/engine/stats/index.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';

const options = { seed: 1, resamples: 1000 };

describe('a share of things in clusters', () => {
  test('one thing a cluster is the plain interval of a mean', () => {
    const holding = Float64Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const all = new Float64Array(200).fill(1);
    const { value, low, high } = interval(holding, options);
    const found = shareInterval([{ holding, all }], options);
    expect(found?.value).toBeCloseTo(value, 12);
    expect(found?.low).toBeCloseTo(low, 9);
    expect(found?.high).toBeCloseTo(high, 9);
  });

  test('is the sum of those that hold over the sum of all, and clusters of many count as many', () => {
    expect(shareInterval([{ holding: [4, 0, 1], all: [8, 1, 1] }], options)).toMatchObject({
      value: 0.5,
      n: 10,
    });
  });

  test('covers the truth about as often as it says where a cluster’s things hold or fail together', () => {
    const bits = randomBits(3);
    const uniform = () => bits() / 2 ** 32;
    let covered = 0;
    let coveredAsIfFree = 0;
    for (let run = 0; run < 300; run++) {
      const clusters = Array.from({ length: 120 }, () => {
        const all = Math.floor(uniform() * 5);
        // Seven in ten hold; four clusters in five hold or fail as a whole.
        const together = uniform() < 0.8 ? uniform() < 0.7 : null;
        const each = Array.from({ length: all }, () => together ?? uniform() < 0.7);
        return { all, holding: each.filter(Boolean).length, each };
      });
      const found = shareInterval(
        [{ holding: clusters.map(({ holding }) => holding), all: clusters.map(({ all }) => all) }],
        { seed: run, resamples: 400 },
      );
      if (found && found.low <= 0.7 && 0.7 <= found.high) covered++;
      const free = Float64Array.from(clusters.flatMap(({ each }) => each.map(Number)));
      const { low, high } = interval(free, { seed: run, resamples: 400 });
      if (low <= 0.7 && 0.7 <= high) coveredAsIfFree++;
    }
    expect(covered / 300).toBeGreaterThan(0.91);
    expect(covered / 300).toBeLessThan(0.985);
    // What would be claimed if clauses were taken for independent.
    expect(coveredAsIfFree / 300).toBeLessThan(0.87);
  });

  test('none or all are bounded by the clusters that say anything, and nothing is null', () => {
    expect(shareInterval([{ holding: [2, 0, 3], all: [2, 0, 3] }], options)).toEqual({
      ...{ value: 1, low: expect.closeTo(0.025 ** (1 / 2), 12), high: 1, n: 5 },
    });
    expect(shareInterval([{ holding: [0, 0], all: [1, 1] }], options)).toMatchObject({ value: 0, low: 0 });
    expect(shareInterval([{ holding: [0, 0], all: [0, 0] }], options)).toBeNull();
    expect(shareInterval([], options)).toBeNull();
  });

  test('seeds are pooled over the same clusters, and their spread widens the interval', () => {
    const of = (right: number) => ({
      holding: Float64Array.from({ length: 100 }, (_, i) => (i % 10 < right ? 2 : 0)),
      all: new Float64Array(100).fill(2),
    });
    const alike = shareInterval([of(5), of(5)], options);
    const varied = shareInterval([of(3), of(7)], options);
    expect(alike?.value).toBeCloseTo(0.5, 12);
    expect(varied?.value).toBeCloseTo(0.5, 12);
    expect((varied?.high ?? 0) - (varied?.low ?? 0)).toBeGreaterThan((alike?.high ?? 0) - (alike?.low ?? 0));
  });
});
