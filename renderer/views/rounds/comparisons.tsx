/** Paired comparisons on identical questions: all pairs at a glance, then the chosen pair in full. */
import { useMemo, useState } from 'react';
import type { Comparison } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { modelName } from '../../data/names.ts';
import { comparisonsOf, keyOfPair, mainPair, type Pair, pairsIn, type SeedChoice } from './evidence.ts';
import { PairGrid } from './pair-grid.tsx';
import { PairTable } from './pair-table.tsx';

type Props = { comparisons: readonly Comparison[]; plan: Plan; seed: SeedChoice };

export function Comparisons({ comparisons, plan, seed }: Props) {
  const [wanted, setWanted] = useState<Pair | null>(null);
  const pairs = useMemo(() => pairsIn(comparisons, plan, seed), [comparisons, plan, seed]);
  const asked = wanted && pairs.find((pair) => keyOfPair(pair) === keyOfPair(wanted));
  const chosen = asked ?? mainPair(pairs);
  if (!chosen) return null;
  const shown = comparisonsOf(comparisons, chosen, seed);
  return (
    <Card
      title="Comparisons"
      about="Differences in points of a hundred on identical questions. Choose a pair for its intervals."
      actions={<CopyMenu what="all comparisons" table={() => tableOf(comparisons)} />}
    >
      <PairGrid comparisons={comparisons} pairs={pairs} seed={seed} chosen={chosen} onChoose={setWanted} />
      <header className="pair-head">
        <h3>{inWords(chosen)}</h3>
        <CopyMenu what={inWords(chosen)} table={() => tableOf(shown, `: ${inWords(chosen)}`)} />
      </header>
      <PairTable pair={inWords(chosen)} comparisons={shown} />
      <p className="small soft footnote">
        Better and worse: significant at {plan.stop.alpha * 100} % after Holm’s correction over the benchmarks
        of a pair; <i>p</i> is uncorrected. Same: no difference was shown, which is not proof that there is
        none.
      </p>
    </Card>
  );
}

const inWords = ({ model, against }: Pair): string => `${modelName(model)} against ${modelName(against)}`;

const tableOf = (comparisons: readonly Comparison[], of = ''): Tabular => ({
  title: `Paired comparisons on identical questions${of}`,
  columns: [
    'model',
    'against',
    'benchmark',
    'metric',
    'seed',
    'difference',
    'low',
    'high',
    'p',
    'n',
    'verdict',
  ],
  rows: comparisons.map((one) => [
    one.model,
    one.against,
    one.benchmark,
    one.metric,
    one.seed ?? 'pooled',
    one.difference,
    one.low,
    one.high,
    one.pValue,
    one.n,
    one.verdict,
  ]),
});
