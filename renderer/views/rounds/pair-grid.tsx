/** Every compared pair by every benchmark at a glance; choosing a pair shows its intervals. */
import type { Comparison } from '../../../shared/models.ts';
import { BenchmarkTable } from '../../components/benchmark-table.tsx';
import { signedPoints } from '../../data/format.ts';
import { benchmarkOrder, modelName } from '../../data/names.ts';
import { comparisonsOf, keyOfPair, type Pair, type SeedChoice } from './evidence.ts';
import { verdictWords } from './verdict-words.ts';

/** More pairs than these scroll within themselves, so that the chosen one's intervals stay near. */
const shownWhole = 14;

type Props = {
  comparisons: readonly Comparison[];
  pairs: readonly Pair[];
  seed: SeedChoice;
  chosen: Pair;
  onChoose: (pair: Pair) => void;
};

export function PairGrid({ comparisons, pairs, seed, chosen, onChoose }: Props) {
  const benchmarks = benchmarkOrder(comparisons.map(({ benchmark }) => benchmark));
  return (
    <BenchmarkTable
      label="Compared pairs"
      rows="Pair"
      className="pair-grid"
      benchmarks={benchmarks}
      isLong={pairs.length > shownWhole}
    >
      {pairs.map((pair) => {
        const found = comparisonsOf(comparisons, pair, seed);
        const isChosen = keyOfPair(pair) === keyOfPair(chosen);
        return (
          <tr key={keyOfPair(pair)} data-chosen={isChosen || undefined} onClick={() => onChoose(pair)}>
            <th scope="row">
              <button type="button" className="plain-button" aria-pressed={isChosen}>
                {modelName(pair.model)} <span className="faint">against</span> {modelName(pair.against)}
              </button>
            </th>
            {benchmarks.map((benchmark) => (
              <Cell key={benchmark} comparison={found.find((one) => one.benchmark === benchmark)} />
            ))}
          </tr>
        );
      })}
    </BenchmarkTable>
  );
}

function Cell({ comparison }: { comparison: Comparison | undefined }) {
  if (!comparison) return <td className="figure faint">–</td>;
  const { label, sign } = verdictWords[comparison.verdict];
  return (
    <td className="figure" data-verdict={comparison.verdict}>
      <span className="unseen">{label}: </span>
      {signedPoints(comparison.difference)}
      <span className="verdict-sign" aria-hidden="true">
        {sign}
      </span>
    </td>
  );
}
