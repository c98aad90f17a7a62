/** A share with its interval, drawn against a half and written: three columns of a table. */
import type { Measured } from '../../../shared/judge.ts';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import type { DataColumn } from '../../components/data-table.tsx';
import { percent } from '../../data/format.ts';

const half = 0.5;

export function shareColumns<Row>(title: string, shareOf: (row: Row) => Measured): DataColumn<Row>[] {
  return [
    {
      title,
      isFigure: true,
      value: (row) => shareOf(row).value,
      cell: (row) => percent(shareOf(row).value),
    },
    {
      title: 'Drawn from 0 to 100 %',
      head: (
        <span className="bar-ends" aria-hidden="true">
          <span>0</span>
          <span>50 %</span>
          <span>100</span>
        </span>
      ),
      className: 'bar-column',
      cell: (row) => {
        const { value, low, high } = shareOf(row);
        return (
          <IntervalBar
            difference={value - half}
            low={low - half}
            high={high - half}
            reach={half}
            colour={colourOf(shareOf(row))}
          />
        );
      },
    },
    {
      title: '95 % interval',
      isFigure: true,
      cell: (row) => `${percent(shareOf(row).low)} to ${percent(shareOf(row).high)}`,
    },
  ];
}

/** A side is taken only where the interval leaves no doubt. */
const colourOf = ({ low, high }: Measured): string =>
  low > half ? 'var(--good)' : high < half ? 'var(--bad)' : 'var(--ink-faint)';
