/** How often what is measured automatically prefers what people prefer. */
import { captionMetrics } from '../../../shared/caption-quality.ts';
import type { MeasureAgreement } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { WithInterval } from '../../components/with-interval.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count, percent } from '../../data/format.ts';

const measureName = (measure: string): string =>
  measure.startsWith('judge:')
    ? measure.slice('judge:'.length)
    : (captionMetrics.find(({ name }) => name === measure)?.title ?? measure);

const columns: DataColumn<MeasureAgreement>[] = [
  {
    title: 'Higher measure',
    value: ({ measure }) => measureName(measure),
    cell: ({ measure }) => (
      <>
        {measureName(measure)}
        {measure.startsWith('judge:') && <span className="cell-interval">judge model</span>}
      </>
    ),
  },
  {
    title: 'Agrees, %',
    isFigure: true,
    value: ({ share }) => share?.value ?? null,
    cell: ({ share }) => <WithInterval of={share} format={percent} />,
  },
  {
    title: 'Decided pairs',
    isFigure: true,
    value: ({ decided }) => decided,
    cell: ({ decided }) => count(decided),
  },
  {
    title: 'Undecided',
    isFigure: true,
    value: ({ undecided }) => undecided,
    cell: ({ undecided }) => count(undecided),
  },
];

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
      <DataTable label="Measures" columns={columns} rows={measures} keyOf={({ measure }) => measure} />
    </Card>
  );
}
