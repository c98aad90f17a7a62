/** How often what is measured automatically prefers what people prefer. */
import type { MeasureAgreement } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { count, percent } from '../../data/format.ts';

const names: Record<string, string> = {
  words: 'More words',
  'log-probability': 'Higher log-probability',
  'object-precision': 'More of the named objects are there',
  'object-recall': 'More of the objects there are named',
};

export const measureName = (measure: string): string =>
  measure.startsWith('judge:') ? measure.slice('judge:'.length) : (names[measure] ?? measure);

export function Measures({ measures }: { measures: readonly MeasureAgreement[] }) {
  return (
    <Card
      title="What people’s preferences bear out"
      about="How often the caption that people prefer is also the one with the higher measure; half is chance."
    >
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" className="figure">
                Agrees, %
              </th>
              <th scope="col" className="figure">
                Decided pairs
              </th>
              <th scope="col" className="figure">
                Undecided
              </th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ measure, share, decided, undecided }) => (
              <tr key={measure}>
                <th scope="row">
                  {measureName(measure)}
                  {measure.startsWith('judge:') && <span className="cell-interval">judge model</span>}
                </th>
                <td className="figure">
                  {share ? (
                    <>
                      {percent(share.value)}
                      <span className="cell-interval">
                        {percent(share.low)} to {percent(share.high)}
                      </span>
                    </>
                  ) : (
                    <span className="soft">–</span>
                  )}
                </td>
                <td className="figure">{count(decided)}</td>
                <td className="figure">{count(undecided)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
