/** The benchmark in counts: right and wrong, what was gained and lost against the other, and where yes-or-no answers go astray. */
import type { BenchmarkTally, ShownAnswers } from '../../../shared/benchmark-requests.ts';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count, percent } from '../../data/format.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import type { Choices } from './choices.ts';

type Props = { tally: BenchmarkTally; choices: Choices; onShow: (show: ShownAnswers) => void };

export function Tally({ tally, choices, onShow }: Props) {
  const { model, against, benchmark } = choices;
  const { confusion } = tally;
  const net = tally.gained - tally.lost;
  return (
    <section className="tally" aria-label="In counts">
      <p>
        <b>{modelName(model)}</b> on {benchmarkTitle(benchmark)}:{' '}
        {tally.mean === null ? 'no answers' : `${percent(tally.mean)} % of the points`}, {count(tally.right)}{' '}
        of {count(tally.all)} right.
      </p>
      {against !== null && (
        <p className="soft">
          Against {modelName(against)}: {count(tally.gained)} gained, {count(tally.lost)} lost
          {net !== 0 && `, net ${net > 0 ? '+' : '−'}${count(Math.abs(net))}`}.
        </p>
      )}
      {confusion && (
        <p className="small soft" id="confusion-words">
          Right answer down, said across; a cell leads to its answers.
        </p>
      )}
      {confusion && (
        <div className="confusion">
          <table aria-describedby="confusion-words">
            <thead>
              <tr>
                <td />
                <th scope="col">said yes</th>
                <th scope="col">said no</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">yes</th>
                <Cell of={confusion.trueYes} right onShow={() => onShow('true-yes')} />
                <Cell of={confusion.falseNo} onShow={() => onShow('false-no')} />
              </tr>
              <tr>
                <th scope="row">no</th>
                <Cell of={confusion.falseYes} onShow={() => onShow('false-yes')} />
                <Cell of={confusion.trueNo} right onShow={() => onShow('true-no')} />
              </tr>
            </tbody>
          </table>
          <CopyMenu
            what="the confusion counts"
            table={() => ({
              title: `${benchmarkTitle(benchmark)}, ${modelName(model)}: right answers by what was said`,
              columns: ['right answer', 'said yes', 'said no'],
              rows: [
                ['yes', confusion.trueYes, confusion.falseNo],
                ['no', confusion.falseYes, confusion.trueNo],
              ],
            })}
          />
        </div>
      )}
    </section>
  );
}

function Cell({ of, right, onShow }: { of: number; right?: boolean; onShow: () => void }) {
  return (
    <td data-right={right || undefined}>
      <button type="button" className="plain-button" onClick={onShow}>
        {count(of)}
      </button>
    </td>
  );
}
