/** Models by benchmarks: the difference with its interval, or both scores where the questions were not the same. */
import type { OtherExperiment } from '../../../../shared/compare.ts';
import { BenchmarkTable } from '../../../components/benchmark-table.tsx';
import { percent, signedPoints } from '../../../data/format.ts';
import { modelName } from '../../../data/names.ts';
import { verdictWords } from '../verdict-words.ts';
import { type AcrossCell, type AcrossRow, benchmarksOf } from './across.ts';

type Props = { rows: readonly AcrossRow[]; other: OtherExperiment };

export function AcrossGrid({ rows, other }: Props) {
  const benchmarks = benchmarksOf(rows);
  return (
    <BenchmarkTable
      label={`Differences to ${other.name}`}
      rows="Model"
      className="across-grid"
      benchmarks={benchmarks}
    >
      {rows.map(({ model, cells }) => (
        <tr key={model}>
          <th scope="row">{modelName(model)}</th>
          {benchmarks.map((benchmark, at) => (
            <Cell key={benchmark} cell={cells[at] ?? null} />
          ))}
        </tr>
      ))}
    </BenchmarkTable>
  );
}

function Cell({ cell }: { cell: AcrossCell | null }) {
  if (!cell) return <td className="figure faint">–</td>;
  const { here, there, comparison } = cell;
  if (!comparison)
    return (
      <td className="figure">
        {here ? percent(here.value) : '–'} <span className="faint">|</span>{' '}
        {there ? percent(there.value) : '–'}
        <span className="cell-interval">
          {here && `${percent(here.low)}–${percent(here.high)}`} |{' '}
          {there && `${percent(there.low)}–${percent(there.high)}`}
        </span>
      </td>
    );
  const { label, sign } = verdictWords[comparison.verdict];
  // One training that both have, or two that answer alike to the last question.
  if (comparison.difference === 0 && comparison.low === 0 && comparison.high === 0)
    return <td className="figure faint">same answers</td>;
  return (
    <td className="figure" data-verdict={comparison.verdict}>
      <span className="unseen">{label}: </span>
      {signedPoints(comparison.difference)}
      <span className="verdict-sign" aria-hidden="true">
        {sign}
      </span>
      <span className="cell-interval">
        {signedPoints(comparison.low)} to {signedPoints(comparison.high)}
      </span>
    </td>
  );
}
