import type { JudgeResults, JudgeWinRate, Measured, Stratum, WinRate } from '../../../../shared/judge.ts';
import type { Arms } from '../../plan/arms.ts';
import { counted, formatted } from '../format.ts';
import type { Row, Table } from '../table.ts';
import {
  comparisonColumn,
  comparisonName,
  integerColumn,
  percentColumn,
  percentOf,
} from './judge-columns.ts';

/** The paper's Table 8. */
export function winRatesTable(
  { winRates, byJudge, left, strata, judges }: JudgeResults,
  plan: Arms,
): Table | null {
  if (winRates.length === 0) return null;
  const identical = strata.reduce((sum, one) => sum + one.identical, 0);
  const lookedAt = strata.reduce((sum, one) => sum + one.lookedAt, 0);
  const skipped = judges.reduce((sum, one) => sum + one.skipped, 0);
  return {
    id: 'table-8-judges',
    number: 'Table 8',
    title: 'Win rates of later against earlier captions, judged blind by people',
    columns: [
      comparisonColumn,
      percentColumn('win_rate', 'Win rate'),
      integerColumn('wins', 'Wins'),
      integerColumn('ties', 'Ties'),
      integerColumn('losses', 'Losses'),
      integerColumn('images', 'Images'),
      integerColumn('judges', 'Judges'),
    ],
    rows: winRates.flatMap((one) => {
      const captions = comparisonName(one, winRates, plan);
      const alone = byJudge.filter((other) => sameStratum(one, other));
      return [
        rowOf(captions, captions, one, one.judges),
        // Where several have judged, each stands below all.
        ...alone.map((other) => rowOf(captions, `${captions}: ${other.judge} alone`, other, 1)),
      ];
    }),
    notes: [
      'Pairs of captions of the same image, drawn by seed; order and source hidden. A tie counts half; an image counts once, however many judges looked at it; intervals: bootstrap over images.',
      ...(identical > 0
        ? [
            `Left out, as both texts are the same: ${formatted(identical, 'integer')} of the ${formatted(lookedAt, 'integer')} images looked at for the draw.`,
          ]
        : []),
      ...(skipped > 0 ? [`Skipped by a judge, and counted nowhere: ${counted(skipped, 'pair')}.`] : []),
      ...(left
        ? [
            `The caption on the left was preferred in ${interval(left)} % of the answers, a tie counting half; without a habit it is 50 %.`,
          ]
        : []),
      'The paper reports 71.6, 54.6, 55.6 and 48.3 % for rounds one to four against the round before.',
    ],
  };
}

const rowOf = (group: string, title: string, rate: WinRate | JudgeWinRate, judges: number): Row => ({
  group,
  cells: [
    title,
    percentOf(rate.winRate),
    { value: rate.wins },
    { value: rate.ties },
    { value: rate.losses },
    { value: rate.winRate.n },
    { value: judges },
  ],
});

const sameStratum = (one: Stratum, other: Stratum): boolean =>
  one.seed === other.seed && one.first === other.first && one.second === other.second;

const interval = ({ value, low, high }: Measured): string =>
  `${formatted(value, 'percent')} (${formatted(low, 'percent')} to ${formatted(high, 'percent')})`;
