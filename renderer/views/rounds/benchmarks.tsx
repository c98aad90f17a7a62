/** One small chart a benchmark: the rounds, and beside them what was built on or against them. */
import { useMemo } from 'react';
import type { OtherExperiment } from '../../../shared/compare.ts';
import type { Plan } from '../../../shared/plan.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { isCrowded } from '../../charts/crowded.ts';
import { ModelLegend } from '../../charts/model-legend.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { benchmarkAbout, benchmarkTitle } from '../../data/names.ts';
import { hrefOf } from '../../route.ts';
import { benchmarkChart } from './chart-data.ts';
import { benchmarksIn, isPrimary, type Scores, type SeedChoice } from './evidence.ts';
import { ruleOf } from './others.ts';

type Props = {
  path: string;
  scores: Scores;
  plan: Plan;
  seed: SeedChoice;
  /** All that will be evaluated: the charts keep their places while a run goes on. */
  models: readonly string[];
  /** Those of them that are this experiment's. */
  own: readonly string[];
  /** Experiments that are held against this one. */
  others: readonly OtherExperiment[];
};

export function Benchmarks({ path, scores, plan, seed, models, own, others }: Props) {
  const benchmarks = useMemo(() => benchmarksIn(scores), [scores]);
  if (benchmarks.length === 0) return null;
  return (
    <section className="part" aria-labelledby="benchmarks">
      <header className="part-head">
        <div>
          <h2 id="benchmarks">Benchmarks</h2>
          <p className="small soft">{explanation(scores, seed)}</p>
        </div>
        <CopyMenu what="the benchmarks’ scores" table={() => tableOf(scores)} />
      </header>
      <ModelLegend models={own} plan={plan} others={others.filter(({ failure }) => failure === null)} />
      <div className="chart-panels" data-crowded={isCrowded(models) || undefined}>
        {benchmarks.map((benchmark) => (
          <Panel
            key={benchmark}
            path={path}
            scores={scores}
            plan={plan}
            seed={seed}
            benchmark={benchmark}
            models={models}
            others={others}
          />
        ))}
      </div>
    </section>
  );
}

function Panel({
  path,
  scores,
  plan,
  seed,
  models,
  others,
  benchmark,
}: Omit<Props, 'own'> & { benchmark: string }) {
  const data = useMemo(
    () => benchmarkChart(path, scores, plan, benchmark, seed, models, others),
    [path, scores, plan, benchmark, seed, models, others],
  );
  const metric = ruleOf(scores, benchmark)?.metric ?? '';
  const about = [benchmarkAbout(benchmark), `${metric} in %`].filter(Boolean).join(' · ');
  return (
    <ChartPanel
      title={benchmarkTitle(benchmark)}
      about={about}
      absent={seed === null ? 'Not all seeds have this score yet.' : 'This seed has no score here yet.'}
      data={data}
      href={hrefOf('benchmarks', path, { benchmark })}
    />
  );
}

function explanation({ scores }: Scores, seed: SeedChoice): string {
  const several = new Set(scores.flatMap((score) => score.seed ?? [])).size > 1;
  if (!several)
    return 'Bars are 95 % intervals over other questions, not over other trainings. A point leads to its answers.';
  return seed === null
    ? 'A point leads to its answers. All seeds pooled; bars are 95 % intervals over other questions and other trainings. Faint points are single seeds.'
    : 'Bars are 95 % intervals over other questions, not over other trainings. Faint points are the other seeds.';
}

const tableOf = ({ scores }: Scores): Tabular => ({
  title: 'Benchmarks, each model’s main score with its 95 % interval',
  columns: ['benchmark', 'metric', 'scorer', 'model', 'seed', 'value', 'low', 'high', 'n'],
  rows: scores
    .filter(isPrimary)
    .map((one) => [
      one.benchmark,
      one.metric,
      one.scorer,
      one.model,
      one.seed ?? 'pooled',
      one.value,
      one.low,
      one.high,
      one.n,
    ]),
});
