/** What people's answers say: win rates, agreement between judges, agreement with what is measured automatically. Pure. */
import type {
  JudgeAgreement,
  JudgeWinRate,
  MeasureAgreement,
  Measured,
  Stratum,
  WinRate,
} from '../../../shared/judge.ts';
import {
  clusteredMean,
  cohenKappa,
  krippendorffAlpha,
  type Preference,
  preferenceAgreement,
  type ResamplingOptions,
  wilson,
} from '../stats/index.ts';
import type { Judgement } from '../store/index.ts';
import type { MeasuredPair } from './measures.ts';

type Sided = Pick<Judgement, 'answer' | 'swapped'>;

/** What an answer says of the later source: 1 it wins, 0 it loses, a half for a tie. */
export const scoreOf = ({ answer, swapped }: Sided): number =>
  answer === 'tie' ? 0.5 : (answer === 'left') === swapped ? 1 : 0;

/** And of the side that it names: 1 left, 0 right, a half for a tie. */
export const leftOf = ({ answer }: Sided): number => (answer === 'tie' ? 0.5 : answer === 'left' ? 1 : 0);

const category = (judgement: Sided): string =>
  ({ 1: 'second', 0.5: 'tie', 0: 'first' })[scoreOf(judgement) as 0 | 0.5 | 1];

export const keyOfStratum = ({ first, second, seed }: Stratum): string => `${seed}/${first}/${second}`;

/** Of the later source of each stratum, in the order in which they were first judged. */
export const winRates = (judgements: readonly Judgement[], options: ResamplingOptions): WinRate[] =>
  [...Map.groupBy(judgements, keyOfStratum).values()].map((own) => ({
    ...winRateOf(own, options),
    judges: judgesIn(own),
  }));

/** The same judge by judge, of each stratum that more than one has judged. `nameOf` gives a judge's name as it was signed. */
export const winRatesByJudge = (
  judgements: readonly Judgement[],
  nameOf: (judge: string) => string,
  options: ResamplingOptions,
): JudgeWinRate[] =>
  [...Map.groupBy(judgements, keyOfStratum).values()]
    .filter((own) => judgesIn(own) > 1)
    .flatMap((own) =>
      [...Map.groupBy(own, ({ judge }) => judge)].map(([judge, theirs]) => ({
        ...winRateOf(theirs, options),
        judge: nameOf(judge),
      })),
    );

const judgesIn = (own: readonly Judgement[]): number => new Set(own.map(({ judge }) => judge)).size;

function winRateOf(own: readonly Judgement[], options: ResamplingOptions): Omit<WinRate, 'judges'> {
  const { first, second, seed } = own[0] as Judgement;
  const scores = own.map((one) => ({ cluster: one.imageId, score: scoreOf(one) }));
  const having = (wanted: number): number => scores.filter(({ score }) => score === wanted).length;
  return {
    first,
    second,
    seed,
    winRate: clusteredMean(scores, options),
    wins: having(1),
    ties: having(0.5),
    losses: having(0),
  };
}

/** Whether people name one side more often than the other, whatever stands there. */
export function leftShare(judgements: readonly Judgement[], options: ResamplingOptions): Measured | null {
  if (judgements.length === 0) return null;
  return clusteredMean(
    judgements.map((one) => ({ cluster: one.imageId, score: leftOf(one) })),
    options,
  );
}

/** Every two judges with common pairs, and all together where there are three or more. `nameOf` gives a judge's name as it was signed. */
export function agreements(
  judgements: readonly Judgement[],
  nameOf: (judge: string) => string,
  options: ResamplingOptions,
): JudgeAgreement[] {
  const byPair = Map.groupBy(judgements, ({ pairId }) => pairId);
  const shared = [...byPair.values()].filter((answers) => answers.length > 1);
  const judges = [...new Set(judgements.map(({ judge }) => judge))];
  const twos = judges.flatMap((a, i) => judges.slice(i + 1).map((b): [string, string] => [a, b]));
  const found = twos.flatMap(([a, b]): JudgeAgreement[] => {
    const common = shared.flatMap((answers): [string, string][] => {
      const first = answers.find(({ judge }) => judge === a);
      const second = answers.find(({ judge }) => judge === b);
      return first && second ? [[category(first), category(second)]] : [];
    });
    if (common.length === 0) return [];
    const same = common.filter(([first, second]) => first === second).length;
    return [
      {
        judges: [nameOf(a), nameOf(b)],
        coefficient: cohenKappa(common, options),
        same: wilson(same, common.length),
        pairs: common.length,
      },
    ];
  });
  if (judges.length < 3 || shared.length === 0) return found;
  const units = shared.map((answers) => answers.map(category));
  return [
    {
      judges: null,
      coefficient: krippendorffAlpha(units, options),
      same: null,
      pairs: shared.length,
    },
    ...found,
  ];
}

/** Above 0: people prefer the later source's caption of this pair, all judges together. */
export interface PeoplesPreference {
  readonly pairId: number;
  readonly imageId: number;
  readonly preference: number;
}

export function peoplesPreferences(judgements: readonly Judgement[]): PeoplesPreference[] {
  return [...Map.groupBy(judgements, ({ pairId }) => pairId)].map(([pairId, answers]) => ({
    pairId,
    imageId: (answers[0] as Judgement).imageId,
    preference: answers.reduce((sum, one) => sum + scoreOf(one) - 0.5, 0),
  }));
}

/** Measure by measure, over the pairs of which both captions have it. */
export function measureAgreements(
  preferences: readonly PeoplesPreference[],
  measured: ReadonlyMap<number, MeasuredPair>,
  options: ResamplingOptions,
): MeasureAgreement[] {
  const byMeasure = new Map<string, Preference[]>();
  for (const { pairId, imageId, preference } of preferences) {
    const pair = measured.get(pairId);
    for (const [measure, second] of Object.entries(pair?.second ?? {})) {
      const first = pair?.first[measure];
      if (first === undefined) continue;
      const known = byMeasure.get(measure) ?? [];
      known.push({ cluster: imageId, people: preference, measure: second - first });
      byMeasure.set(measure, known);
    }
  }
  return [...byMeasure].map(([measure, own]) => ({ measure, ...preferenceAgreement(own, options) }));
}
