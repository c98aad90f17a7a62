import { describe, expect, test } from 'vitest';
import { holm, stopRule, verdictOf } from '../../../../main/engine/stats/index.ts';

describe("Holm's correction", () => {
  test('of the textbook case', () => {
    // smallest times 3, next times 2, largest times 1, never falling
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });

  test('keeps the order of the tests, stays below 1 and takes none', () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
    expect(holm([0.02])).toEqual([0.02]);
    expect(() => holm([0.1, Number.NaN])).toThrow(/NaN/);
  });
});

test('a verdict needs the corrected p-value below alpha', () => {
  expect(verdictOf(0.1, 0.01, 0.05)).toBe('better');
  expect(verdictOf(-0.1, 0.01, 0.05)).toBe('worse');
  expect(verdictOf(0.1, 0.05, 0.05)).toBe('same');
});

describe('stop rule', () => {
  const gain = { difference: 0.091, low: 0.062, high: 0.12, pValue: 0.0002, n: 1200 };
  const nothing = { difference: 0.004, low: -0.02, high: 0.03, pValue: 0.7, n: 1000 };
  const loss = { difference: -0.05, low: -0.08, high: -0.02, pValue: 0.0002, n: 1000 };
  const rise = { difference: 0.03, low: 0.01, high: 0.05, pValue: 0.004, n: 600 };

  test('goes on while a benchmark improves significantly, and says by how much', () => {
    const decided = stopRule({
      round: 1,
      comparisons: [
        { benchmark: 'pope', ...gain },
        { benchmark: 'vqa', ...nothing },
      ],
      degeneration: [{ measure: 'repetition', ...nothing }],
      alpha: 0.05,
    });
    expect(decided.decision).toBe('continue');
    expect(decided.reason).toBe(
      'Round 1 improved on round 0 significantly: pope +9.1 points (95 % interval +6.2 to +12.0, Holm p < 0.001). ' +
        'No significant rise of repetition.',
    );
  });

  test('stops where nothing improves, naming the largest change', () => {
    const decided = stopRule({
      round: 3,
      comparisons: [
        { benchmark: 'pope', ...nothing },
        { benchmark: 'vsr', ...loss },
      ],
      degeneration: [],
      alpha: 0.05,
    });
    expect(decided.decision).toBe('stop');
    expect(decided.reason).toContain(
      'No benchmark of 2 improved significantly from round 2 to round 3; the largest change was pope +0.4 points',
    );
    expect(decided.reason).toContain('Significantly worse: vsr −5.0 points');
  });

  test('stops where the captions decay, whatever improves', () => {
    const decided = stopRule({
      round: 2,
      comparisons: [{ benchmark: 'pope', ...gain }],
      degeneration: [
        { measure: 'object hallucination', ...rise },
        { measure: 'repetition', ...nothing },
      ],
      alpha: 0.05,
    });
    expect(decided.decision).toBe('stop');
    expect(decided.reason).toContain('The captions decayed significantly: object hallucination +3.0 points');
  });

  test('a gain that only one test of six would claim is not enough', () => {
    const weak = { ...gain, pValue: 0.02 };
    const comparisons = ['pope', 'vqa', 'caption', 'vsr', 'refcoco', 'ocrbench'].map((benchmark, i) => ({
      benchmark,
      ...(i === 0 ? weak : nothing),
    }));
    expect(stopRule({ round: 1, comparisons, degeneration: [], alpha: 0.05 }).decision).toBe('stop');
    expect(
      stopRule({ round: 1, comparisons: comparisons.slice(0, 1), degeneration: [], alpha: 0.05 }).decision,
    ).toBe('continue');
  });

  test('without benchmarks there is no ground to stop', () => {
    expect(stopRule({ round: 1, comparisons: [], degeneration: [], alpha: 0.05 }).decision).toBe('continue');
  });
});
