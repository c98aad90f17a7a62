/** Everything judged so far, gathered from the store and computed by pure functions. */
import type { JudgeResults, ModelJudgeResults } from '../../../shared/judge.ts';
import {
  allJudgements,
  type Db,
  drawnStrata,
  judgesOf,
  modelFailuresOf,
  modelJudgeBill,
  modelJudgementsOf,
  modelJudges,
  modelScoresOf,
} from '../store/index.ts';
import {
  agreements,
  leftShare,
  measureAgreements,
  peoplesPreferences,
  winRates,
  winRatesByJudge,
} from './human-results.ts';
import { type MeasuredPair, measuresOfPairs } from './measures.ts';
import { bothOrders, modelResults, preferenceOf } from './model-results.ts';

/** The same answers give the same intervals. */
const resamplingSeed = 1;
/** Coefficients are resampled item by item for every two judges: enough for two digits, and no view waits for it. */
const mostForAgreement = 2000;

export function judgeResults(db: Db, resamples: number): JudgeResults {
  const options = { seed: resamplingSeed, resamples };
  const judgements = allJudgements(db);
  const judges = judgesOf(db);
  const nameOf = (judge: string): string => judges.find((one) => sameName(one.judge, judge))?.judge ?? judge;
  const preferences = peoplesPreferences(judgements);
  const models = modelJudges(db);
  const measured = measuresOfPairs(
    db,
    preferences.map(({ pairId }) => pairId),
  );
  return {
    strata: drawnStrata(db),
    judges,
    winRates: winRates(judgements, options),
    byJudge: winRatesByJudge(judgements, nameOf, options),
    left: leftShare(judgements, options),
    agreement: agreements(judgements, nameOf, {
      ...options,
      resamples: Math.min(resamples, mostForAgreement),
    }),
    measures: [
      ...measureAgreements(preferences, measured, options),
      ...measureAgreements(preferences, modelPreferences(db, models), options),
    ],
    models: models.map((judge) => modelJudgeResults(db, judge, resamples)),
  };
}

export function modelJudgeResults(db: Db, judge: string, resamples: number): ModelJudgeResults {
  const options = { seed: resamplingSeed, resamples };
  return {
    judge,
    ...modelResults(modelJudgementsOf(db, judge), modelScoresOf(db, judge), options),
    failures: modelFailuresOf(db, judge),
    ...modelJudgeBill(db, judge),
  };
}

/** SQLite's NOCASE folds the letters of ASCII. */
const sameName = (a: string, b: string): boolean => {
  const folded = (name: string) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return folded(a) === folded(b);
};

/** Judge models as measures: what each prefers, pair by pair. */
function modelPreferences(db: Db, judges: readonly string[]): Map<number, MeasuredPair> {
  const measured = new Map<number, { first: Record<string, number>; second: Record<string, number> }>();
  for (const judge of judges) {
    for (const pair of bothOrders(modelJudgementsOf(db, judge))) {
      const known = measured.get(pair[0].pairId) ?? { first: {}, second: {} };
      known.first[`judge:${judge}`] = 0;
      known.second[`judge:${judge}`] = preferenceOf(pair);
      measured.set(pair[0].pairId, known);
    }
  }
  return measured;
}
