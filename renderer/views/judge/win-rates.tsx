/** The paper's Table 8: how often people prefer the later caption. */
import { Fragment } from 'react';
import type { JudgeResults, JudgeWinRate, Stratum, WinRate } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';
import { ShareCells, ShareHeads } from './share-cell.tsx';
import { stratumName } from './source-name.ts';

export function WinRates({ results }: { results: JudgeResults }) {
  const { winRates, byJudge, left } = results;
  return (
    <Card
      title="Win rates"
      about="Of the later caption against the earlier one of the same image, judged blind. A tie counts half, an image once. Where several judged, each stands below."
      actions={<CopyMenu what="the win rates" table={() => tableOf(results)} />}
    >
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Captions</th>
              <ShareHeads title="Win rate, %" />
              <th scope="col" className="figure">
                Won, tied, lost
              </th>
              <th scope="col" className="figure">
                Images
              </th>
              <th scope="col" className="figure">
                Judges
              </th>
            </tr>
          </thead>
          <tbody>
            {winRates.map((one) => (
              <Fragment key={keyOf(one)}>
                <Row rate={one} title={stratumName(one, winRates)} last={count(one.judges)} />
                {byJudge
                  .filter((alone) => keyOf(alone) === keyOf(one))
                  .map((alone) => (
                    <Row key={alone.judge} rate={alone} title={alone.judge} last="" />
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {left && (
        <p className="small soft footnote">
          The caption on the left was preferred in {percent(left.value)} % of the answers (95 % interval{' '}
          {percent(left.low)} to {percent(left.high)}); without a habit it is 50 %.
        </p>
      )}
    </Card>
  );
}

const keyOf = ({ seed, first, second }: Stratum): string => `${seed} ${first} ${second}`;

/** Of all judges together, or of one of them below. `last` is how many judged. */
function Row({ rate, title, last }: { rate: WinRate | JudgeWinRate; title: string; last: string }) {
  return (
    <tr className={last ? undefined : 'one-judge'}>
      <th scope="row">{title}</th>
      <ShareCells share={rate.winRate} />
      <td className="figure">
        {count(rate.wins)}, {count(rate.ties)}, {count(rate.losses)}
      </td>
      <td className="figure">{count(rate.winRate.n)}</td>
      <td className="figure">{last}</td>
    </tr>
  );
}

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
