/** One judge model: what it prefers in both orders, how far it can be trusted, and its scores (the paper's Figure 2). */
import { useMemo } from 'react';
import type { Measured, ModelJudgeResults } from '../../../shared/judge.ts';
import type { Plan } from '../../../shared/plan.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { Notice } from '../../components/error-notice.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';
import { scoreChart } from './score-chart.ts';
import { shareColumns } from './share-columns.tsx';
import { stratumName } from './source-name.ts';

type Props = { results: ModelJudgeResults; plan: Plan };

export function ModelJudge({ results, plan }: Props) {
  const { judge, winRates, consistent, shownFirst, pairs, halfAsked, failures, scores } = results;
  const failed = failures.reduce((sum, one) => sum + one.count, 0);
  const columns = useMemo(() => columnsOf(winRates), [winRates]);
  const charts = useMemo(() => scoreChart(scores, plan), [scores, plan]);
  return (
    <Card
      title={`Judge model ${judge}`}
      about="Every pair is asked in both orders, so that a liking for the first place cannot pass for quality."
      actions={<CopyMenu what={`the win rates by ${judge}`} table={() => tableOf(results)} />}
    >
      {winRates.length > 0 && (
        <DataTable
          label="Pairs of sources"
          columns={columns}
          rows={winRates}
          keyOf={({ seed, first, second }) => `${seed} ${first} ${second}`}
        />
      )}
      <dl className="judge-trust">
        <Fact name="Same answer in both orders" share={consistent} />
        <Fact name="Caption shown first preferred (50 % is no bias)" share={shownFirst} />
        <div>
          <dt>Pairs</dt>
          <dd>
            {count(pairs)}
            {halfAsked > 0 && <span className="soft">, {count(halfAsked)} with one order only left out</span>}
          </dd>
        </div>
      </dl>
      {charts.length > 0 && (
        <div className="chart-panels judge-scores">
          {charts.map(({ title, about, data }) => (
            <ChartPanel key={title} title={title} about={about} data={data} />
          ))}
        </div>
      )}
      {failed > 0 && (
        <Notice
          tone="warn"
          title={failed === 1 ? 'One question has no answer' : `${count(failed)} questions have no answer`}
        >
          <ul>
            {failures.slice(0, 5).map(({ reason, count: times }) => (
              <li key={reason}>
                {count(times)}: {reason}
              </li>
            ))}
          </ul>
          <p>The same command asks them again.</p>
        </Notice>
      )}
    </Card>
  );
}

type ModelWinRate = ModelJudgeResults['winRates'][number];

const columnsOf = (all: readonly ModelWinRate[]): DataColumn<ModelWinRate>[] => [
  { title: 'Captions', value: (one) => stratumName(one, all) },
  ...shareColumns<ModelWinRate>('Win rate, %', ({ winRate }) => winRate),
  {
    title: 'Shown first',
    isFigure: true,
    value: ({ shownFirst }) => shownFirst.value,
    cell: ({ shownFirst }) => percent(shownFirst.value),
  },
  {
    title: 'Shown second',
    isFigure: true,
    value: ({ shownSecond }) => shownSecond.value,
    cell: ({ shownSecond }) => percent(shownSecond.value),
  },
  {
    title: 'Images',
    isFigure: true,
    value: ({ winRate }) => winRate.n,
    cell: ({ winRate }) => count(winRate.n),
  },
];

function Fact({ name, share }: { name: string; share: Measured | null }) {
  if (!share) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {percent(share.value)} %{' '}
        <span className="soft">
          ({percent(share.low)} to {percent(share.high)})
        </span>
      </dd>
    </div>
  );
}

const tableOf = ({ judge, winRates }: ModelJudgeResults): Tabular => ({
  title: `Win rates by ${judge}`,
  columns: [
    'judge',
    'later',
    'earlier',
    'seed',
    'win_rate',
    'low',
    'high',
    'shown_first',
    'shown_second',
    'images',
  ],
  rows: winRates.map(({ first, second, seed, winRate, shownFirst, shownSecond }) => [
    judge,
    second,
    first,
    seed,
    winRate.value,
    winRate.low,
    winRate.high,
    shownFirst.value,
    shownSecond.value,
    winRate.n,
  ]),
});
