/** The paper's Table 8: how often people prefer the later caption. */
import type { JudgeResults } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';
import { ShareCells, ShareHeads } from './share-cell.tsx';
import { stratumName } from './source-name.ts';

export function WinRates({ results }: { results: JudgeResults }) {
  const { winRates, left } = results;
  return (
    <Card
      title="Win rates"
      about="Of the later caption against the earlier one of the same image, judged blind. A tie counts half, an image once."
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
              <tr key={`${one.seed} ${one.first} ${one.second}`}>
                <th scope="row">{stratumName(one, winRates)}</th>
                <ShareCells share={one.winRate} />
                <td className="figure">
                  {count(one.wins)}, {count(one.ties)}, {count(one.losses)}
                </td>
                <td className="figure">{count(one.winRate.n)}</td>
                <td className="figure">{count(one.judges)}</td>
              </tr>
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

const tableOf = ({ winRates }: JudgeResults): Tabular => ({
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
  ],
  rows: winRates.map(({ first, second, seed, winRate, wins, ties, losses, judges }) => [
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
    judges,
  ]),
});
