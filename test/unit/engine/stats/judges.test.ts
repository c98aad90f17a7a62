import { describe, expect, test } from 'vitest';
import {
  clusteredMean,
  cohenKappa,
  interval,
  krippendorffAlpha,
  preferenceAgreement,
  wilson,
} from '../../../../main/engine/stats/index.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';

const options = { seed: 1, resamples: 2000 };

describe('Wilson’s interval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the published one', (hits, n, low, high) => {
    const found = wilson(hits, n);
    expect(found.value).toBe(hits / n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  test('mirrors itself, and refuses what is no share', () => {
    expect(wilson(29, 29).high).toBe(1);
    expect(wilson(5, 20).low).toBeCloseTo(1 - wilson(15, 20).high, 12);
    expect(() => wilson(3, 2)).toThrow(/3 of 2/);
    expect(() => wilson(0, 0)).toThrow(RangeError);
  });
});

describe('clustered mean', () => {
  test('a picture counts once, however many looked at it', () => {
    const scores = [
      ...Array.from({ length: 9 }, () => ({ cluster: 1, score: 1 })),
      { cluster: 2, score: 0 },
      { cluster: 3, score: 0.5 },
    ];
    const found = clusteredMean(scores, options);
    expect(found.value).toBeCloseTo(0.5, 12);
    expect(found.n).toBe(3);
  });

  test('one score a cluster is the plain mean with its plain interval', () => {
    const values = Float64Array.from({ length: 80 }, (_, i) => (i % 3) / 2);
    const scores = Array.from(values, (score, cluster) => ({ cluster, score }));
    expect(clusteredMean(scores, options)).toEqual(interval(values, options));
  });
});

const repeated = <T>(...counts: [T, number][]): T[] =>
  counts.flatMap(([value, times]) => new Array<T>(times).fill(value));

describe('Cohen’s kappa', () => {
  test('of the textbook’s grant proposals is 0.4', () => {
    const found = cohenKappa(
      repeated<[string, string]>([['y', 'y'], 20], [['y', 'n'], 5], [['n', 'y'], 10], [['n', 'n'], 15]),
      options,
    );
    expect(found?.value).toBeCloseTo(0.4, 12);
    // The large-sample standard error (Fleiss, Cohen and Everitt 1969) of this table is 0.1264.
    expect(found?.low).toBeCloseTo(0.4 - 1.96 * 0.1264, 1);
    expect(found?.high).toBeCloseTo(0.4 + 1.96 * 0.1264, 1);
  });

  test('is 1 for one opinion, negative for opposite ones, and undefined where nothing varies', () => {
    const alike = repeated<[string, string]>([['left', 'left'], 10], [['right', 'right'], 10]);
    expect(cohenKappa(alike, options)).toMatchObject({ value: 1, low: 1, high: 1, n: 20 });
    const opposite = repeated<[string, string]>([['left', 'right'], 10], [['right', 'left'], 10]);
    expect(cohenKappa(opposite, options)?.value).toBe(-1);
    expect(cohenKappa(repeated<[string, string]>([['tie', 'tie'], 10]), options)).toBeNull();
    expect(cohenKappa([], options)).toBeNull();
  });
});

describe('Krippendorff’s alpha', () => {
  // Krippendorff 2011, section C: four observers, twelve units, missing data.
  const observers = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];
  const units = Array.from({ length: 12 }, (_, unit) =>
    observers.flatMap((observer) => {
      const value = observer[unit];
      return value === undefined || value === '.' ? [] : [value];
    }),
  );

  test('of the published example is 0.743', () => {
    const found = krippendorffAlpha(units, options);
    expect(found?.value).toBeCloseTo(0.743, 3);
    // One unit has a single value: it is not pairable.
    expect(found?.n).toBe(11);
    expect(found?.low).toBeLessThan(0.743);
    expect(found?.high).toBeGreaterThan(0.743);
  });

  test('of two judges without gaps it is nearly kappa’s value, and the order of judges does not matter', () => {
    const next = randomBits(7);
    const pairs = Array.from({ length: 3000 }, (): [string, string] => {
      const first = String(next() % 3);
      return [first, next() % 2 === 0 ? first : String(next() % 3)];
    });
    const alpha = krippendorffAlpha(pairs, { seed: 1, resamples: 100 })?.value as number;
    expect(alpha).toBeCloseTo(cohenKappa(pairs, { seed: 1, resamples: 100 })?.value as number, 2);
    expect(
      krippendorffAlpha(
        pairs.map(([a, b]) => [b, a]),
        { seed: 1, resamples: 100 },
      )?.value,
    ).toBeCloseTo(alpha, 12);
  });

  test('is undefined where nothing varies or nobody shares an item', () => {
    expect(krippendorffAlpha(repeated([['a', 'a', 'a'], 5]), options)).toBeNull();
    expect(krippendorffAlpha([['a'], ['b']], options)).toBeNull();
    expect(krippendorffAlpha([], options)).toBeNull();
  });
});

describe('agreement of a measure with people', () => {
  test('counts the pairs that both decide, and says how many they do not', () => {
    const found = preferenceAgreement(
      [
        { cluster: 1, people: 1, measure: 0.2 },
        { cluster: 2, people: -1, measure: -3 },
        { cluster: 3, people: 0.5, measure: -1 },
        { cluster: 4, people: 0, measure: 5 },
        { cluster: 5, people: 1, measure: 0 },
      ],
      options,
    );
    expect(found).toMatchObject({ decided: 3, undecided: 2 });
    expect(found.share?.value).toBeCloseTo(2 / 3, 12);
  });

  test('nothing decided is no share', () => {
    expect(preferenceAgreement([{ cluster: 1, people: 0, measure: 1 }], options).share).toBeNull();
  });
});
