/** How far the judges agree with one another. */
import type { JudgeAgreement } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';

type Props = { agreement: readonly JudgeAgreement[]; judges: number };

export function Agreement({ agreement, judges }: Props) {
  return (
    <Card
      title="Agreement between judges"
      about="1 is full agreement, 0 what chance gives, with 95 % intervals."
      actions={
        agreement.length > 0 && (
          <CopyMenu what="the agreement between judges" table={() => tableOf(agreement)} />
        )
      }
    >
      {agreement.length === 0 ? (
        <p className="soft">
          {judges < 2
            ? 'One judge alone cannot agree with anybody. A second one gets the same pairs.'
            : 'No two judges have answered the same pair yet.'}
        </p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Judges</th>
                <th scope="col" className="figure">
                  Coefficient
                </th>
                <th scope="col" className="figure">
                  Same answer, %
                </th>
                <th scope="col" className="figure">
                  Pairs in common
                </th>
              </tr>
            </thead>
            <tbody>
              {agreement.map(({ judges: both, coefficient, same, pairs }) => (
                <tr key={both?.join('\n') ?? ''}>
                  <th scope="row">
                    {both ? `${both[0]} and ${both[1]}` : 'All judges'}
                    <span className="cell-interval">{both ? 'Cohen’s kappa' : 'Krippendorff’s alpha'}</span>
                  </th>
                  <td className="figure">
                    {coefficient ? (
                      <>
                        {signed(coefficient.value)}
                        <span className="cell-interval">
                          {signed(coefficient.low)} to {signed(coefficient.high)}
                        </span>
                      </>
                    ) : (
                      <span className="soft">not defined</span>
                    )}
                  </td>
                  <td className="figure">
                    {same && (
                      <>
                        {percent(same.value)}
                        <span className="cell-interval">
                          {percent(same.low)} to {percent(same.high)}
                        </span>
                      </>
                    )}
                  </td>
                  <td className="figure">{count(pairs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');

const tableOf = (agreement: readonly JudgeAgreement[]): Tabular => ({
  title: 'Agreement between judges',
  columns: ['judges', 'coefficient', 'value', 'low', 'high', 'same answer', 'pairs'],
  rows: agreement.map(({ judges, coefficient, same, pairs }) => [
    judges ? judges.join(' and ') : 'all',
    judges ? 'Cohen’s kappa' : 'Krippendorff’s alpha',
    coefficient?.value ?? null,
    coefficient?.low ?? null,
    coefficient?.high ?? null,
    same?.value ?? null,
    pairs,
  ]),
});
