/** Rows by benchmarks: a table with a column a benchmark, which scrolls within itself. */
import type { ReactNode } from 'react';
import { benchmarkTitle } from '../data/names.ts';

type Props = {
  /** What the table is called for who cannot see it. */
  label: string;
  /** The head of the first column. */
  rows: string;
  benchmarks: readonly string[];
  className: string;
  /** Scrolls down as well as sideways. */
  isLong?: boolean;
  /** The body's rows. */
  children: ReactNode;
};

export function BenchmarkTable({ label, rows, benchmarks, className, isLong = false, children }: Props) {
  return (
    <section
      className="table-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
      tabIndex={0}
      aria-label={label}
      data-long={isLong || undefined}
    >
      <table className={`table ${className}`}>
        <thead>
          <tr>
            <th scope="col">{rows}</th>
            {benchmarks.map((benchmark) => (
              <th key={benchmark} scope="col" className="figure">
                {benchmarkTitle(benchmark)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
