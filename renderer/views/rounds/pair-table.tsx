/** One pair's comparisons, benchmark by benchmark, with their intervals drawn and written. */
import type { Comparison } from '../../../shared/models.ts';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import { Badge } from '../../components/badge.tsx';
import { count, signedPoints } from '../../data/format.ts';
import { benchmarkTitle } from '../../data/names.ts';
import { probability, verdictWords } from './verdict-words.ts';

const colours: Record<Comparison['verdict'], string> = {
  better: 'var(--good)',
  worse: 'var(--bad)',
  same: 'var(--ink-faint)',
};

export function PairTable({ comparisons }: { comparisons: readonly Comparison[] }) {
  const reach = Math.max(0.01, ...comparisons.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return (
    <div className="table-scroll">
      <table className="table pair-table">
        <thead>
          <tr>
            <th scope="col">Benchmark</th>
            <th scope="col" className="figure">
              Difference
            </th>
            <th scope="col" className="bar-column">
              <span className="bar-ends" aria-hidden="true">
                <span>{signedPoints(-reach)}</span>
                <span>0</span>
                <span>{signedPoints(reach)}</span>
              </span>
            </th>
            <th scope="col" className="figure">
              95 % interval
            </th>
            <th scope="col" className="figure">
              <i>p</i>
            </th>
            <th scope="col" className="figure">
              Items
            </th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {comparisons.map((one) => (
            <tr key={one.benchmark}>
              <th scope="row">{benchmarkTitle(one.benchmark)}</th>
              <td className="figure">{signedPoints(one.difference)}</td>
              <td className="bar-column">
                <IntervalBar {...one} reach={reach} colour={colours[one.verdict]} />
              </td>
              <td className="figure">
                {signedPoints(one.low)} to {signedPoints(one.high)}
              </td>
              <td className="figure">{probability(one.pValue)}</td>
              <td className="figure">{count(one.n)}</td>
              <td>
                <Badge tone={verdictWords[one.verdict].tone}>{verdictWords[one.verdict].label}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
