import { expect, test } from 'vitest';
import { winRates, winRatesByJudge } from '../../../../main/engine/judges/human-results.ts';
import type { Judgement } from '../../../../main/engine/store/index.ts';

const options = { seed: 1, resamples: 500 };
const signed = (name: string): string => (name === 'anna' ? 'Anna' : name);

/** The later source, `v1`, stands on the right unless `swapped`. */
const answer = (judge: string, imageId: number, said: Judgement['answer'], swapped = false): Judgement =>
  ({
    judge,
    pairId: imageId,
    imageId,
    answer: said,
    swapped,
    first: 'v0',
    second: 'v1',
    seed: 1,
  }) as Judgement;

test('each judge’s own win rate stands beside that of all, whichever side the later caption stood on', () => {
  const judgements = [
    ...[1, 2, 3, 4].map((image) => answer('anna', image, image % 2 ? 'right' : 'left', image % 2 === 0)),
    ...[1, 2, 3, 4].map((image) => answer('ben', image, image === 4 ? 'tie' : 'left')),
  ];
  const [all] = winRates(judgements, options);
  expect(all).toMatchObject({ wins: 4, ties: 1, losses: 3, judges: 2 });
  expect(all?.winRate.value).toBeCloseTo(4.5 / 8);
  const each = winRatesByJudge(judgements, signed, options);
  expect(each).toMatchObject([
    { judge: 'Anna', first: 'v0', second: 'v1', wins: 4, ties: 0, losses: 0, winRate: { value: 1, n: 4 } },
    { judge: 'ben', wins: 0, ties: 1, losses: 3, winRate: { value: 0.125, n: 4 } },
  ]);
});

test('one judge alone is told once', () => {
  expect(winRatesByJudge([answer('anna', 1, 'right')], signed, options)).toEqual([]);
});
