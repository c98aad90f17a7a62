/** One small chart a benchmark: the rounds, and beside them what was built on or against them. */
import { useMemo } from 'react';
import type { Plan } from '../../../shared/models.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { ModelLegend } from '../../charts/model-legend.tsx';
import { benchmarkAbout, benchmarkTitle } from '../../data/names.ts';
import { benchmarkChart } from './chart-data.ts';
import { CopyCsv } from './copy-csv.tsx';
import { csvOf } from './csv.ts';
import { benchmarksIn, isPrimary, type Scores, type SeedChoice } from './evidence.ts';

type Props = {
  scores: Scores;
  plan: Plan;
  seed: SeedChoice;
  /** All that will be evaluated: the charts keep their places while a run goes on. */
  models: readonly string[];
};

export function Benchmarks({ scores, plan, seed, models }: Props) {
  const benchmarks = useMemo(() => benchmarksIn(scores), [scores]);
  if (benchmarks.length === 0) return null;
  return (
    <section className="part" aria-labelledby="benchmarks">
      <header className="part-head">
        <div>
          <h2 id="benchmarks">Benchmarks</h2>
          <p className="small soft">{explanation(scores, seed)}</p>
        </div>
        <CopyCsv what="the benchmarks’ scores" csv={() => csvOfPrimary(scores)} />
      </header>
      <ModelLegend models={models} plan={plan} />
      <div className="chart-panels">
        {benchmarks.map((benchmark) => (
          <Panel
            key={benchmark}
            scores={scores}
            plan={plan}
            seed={seed}
            benchmark={benchmark}
            models={models}
          />
        ))}
      </div>
    </section>
  );
}

function Panel({ scores, plan, seed, models, benchmark }: Props & { benchmark: string }) {
  const data = useMemo(
    () => benchmarkChart(scores, plan, benchmark, seed, models),
    [scores, plan, benchmark, seed, models],
  );
  const { metric = '' } = scores.scores.find((one) => one.benchmark === benchmark && isPrimary(one)) ?? {};
  const about = [benchmarkAbout(benchmark), `${metric} in %`].filter(Boolean).join(' · ');
  return (
    <ChartPanel
      title={benchmarkTitle(benchmark)}
      about={about}
      absent={seed === null ? 'Not all seeds have this score yet.' : 'This seed has no score here yet.'}
      data={data}
    />
  );
}

function explanation({ scores }: Scores, seed: SeedChoice): string {
  const several = new Set(scores.flatMap((score) => score.seed ?? [])).size > 1;
  if (!several) return 'Bars are 95 % intervals over other questions, not over other trainings.';
  return seed === null
    ? 'All seeds pooled; bars are 95 % intervals over other questions and other trainings. Faint points are single seeds.'
    : 'Bars are 95 % intervals over other questions, not over other trainings. Faint points are the other seeds.';
}

function csvOfPrimary({ scores }: Scores): string {
  return csvOf(
    ['benchmark', 'metric', 'scorer', 'model', 'seed', 'value', 'low', 'high', 'n'],
    scores
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
  );
}
