/** How often what is measured automatically prefers what people prefer. */
import { captionMetrics } from '../../../shared/caption-quality.ts';
import type { MeasureAgreement } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count, percent } from '../../data/format.ts';

const measureName = (measure: string): string =>
  measure.startsWith('judge:')
    ? measure.slice('judge:'.length)
    : (captionMetrics.find(({ name }) => name === measure)?.title ?? measure);

export function Measures({ measures }: { measures: readonly MeasureAgreement[] }) {
  return (
    <Card
      title="What people’s preferences bear out"
      about="How often the caption that people prefer has the higher measure. Half is chance; below it, people prefer the lower."
      actions={
        <CopyMenu
          what="the measures that preferences bear out"
          table={() => ({
            title: 'How often measures prefer what people prefer',
            columns: ['measure', 'agrees', 'low', 'high', 'decided pairs', 'undecided pairs'],
            rows: measures.map(({ measure, share, decided, undecided }) => [
              measureName(measure),
              share?.value ?? null,
              share?.low ?? null,
              share?.high ?? null,
              decided,
              undecided,
            ]),
          })}
        />
      }
    >
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Higher measure</th>
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
