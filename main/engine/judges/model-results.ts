/** What a judge model's answers say: win rates over both orders, how consistent it is, and whether it favours the caption shown first. Pure. */
import type { Measured, ModelJudgeResults, ModelWinRate } from '../../../shared/judge.ts';
import { clusteredMean, interval, type ResamplingOptions, wilson } from '../stats/index.ts';
import type { ModelJudgement, ModelScore } from '../store/index.ts';
import { keyOfStratum, leftOf, scoreOf } from './human-results.ts';
import { highestScore, lowestScore } from './model-questions.ts';

type Results = Pick<
  ModelJudgeResults,
  'winRates' | 'pairs' | 'halfAsked' | 'consistent' | 'shownFirst' | 'scores'
>;

/** A pair with both its answers: the later source shown second, and shown first. */
type BothOrders = readonly [ModelJudgement, ModelJudgement];

/** Only pairs with both orders count: one order alone carries its bias into the figure. */
export function modelResults(
  judgements: readonly ModelJudgement[],
  scores: readonly ModelScore[],
  options: ResamplingOptions,
): Results {
  const byPair = [...Map.groupBy(judgements, ({ pairId }) => pairId).values()];
  const both = bothOrders(judgements);
  const same = both.filter(([a, b]) => scoreOf(a) === scoreOf(b)).length;
  return {
    winRates: [...Map.groupBy(both, ([one]) => keyOfStratum(one)).values()].map((own) =>
      winRate(own, options),
    ),
    pairs: both.length,
    halfAsked: byPair.length - both.length,
    consistent: both.length === 0 ? null : wilson(same, both.length),
    shownFirst: both.length === 0 ? null : positionShare(both, options),
    scores: [...Map.groupBy(scores, ({ source, seed }) => `${seed}/${source}`).values()].map((own) => ({
      source: (own[0] as ModelScore).source,
      seed: (own[0] as ModelScore).seed,
      score: meanScore(own, options),
    })),
  };
}

/**
 * A judge that contradicts itself on no pair of n may still do so on the next: resampling sees no variation there, and the interval is then
 * as wide as the contradictions that n pairs leave possible.
 */
function positionShare(both: readonly BothOrders[], options: ResamplingOptions): Measured {
  const scores = both.flat().map((one) => ({ cluster: one.imageId, score: leftOf(one) }));
  const found = clusteredMean(scores, options);
  if (both.some(([a, b]) => scoreOf(a) !== scoreOf(b))) return found;
  const reach = wilson(0, both.length, options.confidence).high / 2;
  return { ...found, low: found.value - reach, high: found.value + reach };
}

export function bothOrders(judgements: readonly ModelJudgement[]): BothOrders[] {
  return [...Map.groupBy(judgements, ({ pairId }) => pairId).values()].flatMap((answers) => {
    const plain = answers.find(({ swapped }) => !swapped);
    const swapped = answers.find((one) => one.swapped);
    return plain && swapped ? [[plain, swapped] as const] : [];
  });
}

function winRate(own: readonly BothOrders[], options: ResamplingOptions): ModelWinRate {
  const { first, second, seed } = (own[0] as BothOrders)[0];
  const rate = (of: (pair: BothOrders) => readonly ModelJudgement[]) =>
    clusteredMean(
      own.flatMap((pair) => of(pair).map((one) => ({ cluster: one.imageId, score: scoreOf(one) }))),
      options,
    );
  return {
    first,
    second,
    seed,
    winRate: rate((pair) => pair),
    shownFirst: rate(([, swapped]) => [swapped]),
    shownSecond: rate(([plain]) => [plain]),
  };
}

/** As shares of the scale, so that captions that all have its highest score do not claim that for certain. */
function meanScore(own: readonly ModelScore[], options: ResamplingOptions): Measured {
  const reach = highestScore - lowestScore;
  const shares = Float64Array.from(own, ({ score }) => (score - lowestScore) / reach);
  const { value, low, high, n } = interval(shares, options);
  const scaled = (share: number): number => lowestScore + share * reach;
  return { value: scaled(value), low: scaled(low), high: scaled(high), n };
}

/** Above 0: it prefers the later source's caption, in both orders together; 0 where the orders contradict each other. */
export const preferenceOf = ([plain, swapped]: BothOrders): number => scoreOf(plain) + scoreOf(swapped) - 1;
