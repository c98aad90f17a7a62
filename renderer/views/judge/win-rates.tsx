/** The paper's Table 8: how often people prefer the later caption. */
import { useMemo } from 'react';
import type { JudgeResults, Stratum, WinRate } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';
import { shareColumns } from './share-columns.tsx';
import { stratumName } from './source-name.ts';

export function WinRates({ results }: { results: JudgeResults }) {
  const { left } = results;
  const rows = useMemo(() => rowsOf(results), [results]);
  const columns = useMemo(() => columnsOf(results), [results]);
  return (
    <Card
      title="Win rates"
      about="Of the later caption against the earlier one of the same image, judged blind. A tie counts half, an image once. Where several judged, each stands below."
      actions={<CopyMenu what="the win rates" table={() => tableOf(results)} />}
    >
      <DataTable
        label="Pairs of sources, and who judged them"
        columns={columns}
        rows={rows}
        keyOf={({ rate, judge }) => `${rate.seed} ${rate.first} ${rate.second} ${judge}`}
      />
      {left && (
        <p className="small soft footnote">
          The caption on the left was preferred in {percent(left.value)} % of the answers (95 % interval{' '}
          {percent(left.low)} to {percent(left.high)}); without a habit it is 50 %.
        </p>
      )}
    </Card>
  );
}

/** What all judges said together, or one of them. */
interface Row {
  readonly rate: Omit<WinRate, 'judges'>;
  readonly judge: string;
}

/** Each pair of sources with its judges below, where there are several. */
const rowsOf = ({ winRates, byJudge }: JudgeResults): Row[] =>
  winRates.flatMap((rate) => [
    { rate, judge: rate.judges === 1 ? 'One judge' : `All ${rate.judges} judges` },
    ...byJudge
      .filter((alone) => isSamePair(alone, rate))
      .map((alone) => ({ rate: alone, judge: alone.judge })),
  ]);

const isSamePair = (one: Stratum, other: Stratum): boolean =>
  one.seed === other.seed && one.first === other.first && one.second === other.second;

const columnsOf = ({ winRates }: JudgeResults): DataColumn<Row>[] => [
  { title: 'Captions', value: ({ rate }) => stratumName(rate, winRates) },
  { title: 'Judged by', value: ({ judge }) => judge },
  ...shareColumns<Row>('Win rate, %', ({ rate }) => rate.winRate),
  {
    title: 'Won, tied, lost',
    isFigure: true,
    value: ({ rate }) => rate.wins,
    cell: ({ rate: { wins, ties, losses } }) => `${count(wins)}, ${count(ties)}, ${count(losses)}`,
  },
  {
    title: 'Images',
    isFigure: true,
    value: ({ rate }) => rate.winRate.n,
    cell: ({ rate }) => count(rate.winRate.n),
  },
];

const tableOf = ({ winRates, byJudge }: JudgeResults): Tabular => ({
  title: 'Win rates of later against earlier captions',
  columns: [
    'later',
    'earlier',
    'seed',
    'win_rate',
    'low',
    'high',
    'wins',
    'ties',
    'losses',
    'images',
    'judges',
    'judge',
  ],
  rows: [
    ...winRates.map((one) => [...figuresOf(one), one.judges, 'all']),
    ...byJudge.map((one) => [...figuresOf(one), 1, one.judge]),
  ],
});

const figuresOf = ({ first, second, seed, winRate, wins, ties, losses }: Omit<WinRate, 'judges'>) => [
  second,
  first,
  seed,
  winRate.value,
  winRate.low,
  winRate.high,
  wins,
  ties,
  losses,
  winRate.n,
];
