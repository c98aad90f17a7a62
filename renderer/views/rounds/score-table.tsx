/** Every metric of every benchmark and model, with the scorer that gave it; folded away until wanted. */
import { useMemo } from 'react';
import { isInPoints } from '../../../shared/metrics.ts';
import type { Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { percent } from '../../data/format.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';
import { answersHref } from './links.ts';
import { type BenchmarkDetails, detailsOf, type MetricRow } from './score-details.ts';

type Props = { path: string; scores: readonly Score[]; plan: Plan; seed: SeedChoice };

export function ScoreTables({ path, scores, plan, seed }: Props) {
  const details = useMemo(() => detailsOf(scores, plan, seed), [scores, plan, seed]);
  return (
    <div className="folds">
      {details.map((one) => (
        <ScoreTable key={one.benchmark} path={path} details={one} seed={seed} />
      ))}
    </div>
  );
}

type TableProps = { path: string; details: BenchmarkDetails; seed: SeedChoice };

function ScoreTable({ path, details, seed }: TableProps) {
  const { benchmark, scorer, models, rows } = details;
  return (
    <details className="fold">
      <summary>
        {benchmarkTitle(benchmark)} <span className="soft">{metricsInWords(rows.length)}</span>
      </summary>
      <div className="fold-head">
        <p className="small soft">
          In %. Scored by {scorer}. The main metric has its 95 % interval; further ones are descriptive
          {seed === null && ' and means over the seeds'}.
        </p>
        <CopyMenu what={`all metrics of ${benchmarkTitle(benchmark)}`} table={() => tableOf(details)} />
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {models.map((model) => (
                <th key={model} scope="col" className="figure">
                  <a href={answersHref(path, benchmark, model, seed)}>{modelName(model)}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ metric, primary, byModel }) => (
              <tr key={metric} data-primary={primary || undefined}>
                <th scope="row">{metric}</th>
                {models.map((model) => (
                  <Cell key={model} score={byModel.get(model)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Cell({ score }: { score: Score | undefined }) {
  if (!score) return <td className="figure faint">–</td>;
  return (
    <td className="figure">
      {isInPoints(score.metric) ? score.value.toFixed(1) : percent(score.value)}
      {score.low !== null && score.high !== null && (
        <span className="cell-interval">
          {percent(score.low)}–{percent(score.high)}
        </span>
      )}
    </td>
  );
}

const metricsInWords = (metrics: number): string => (metrics === 1 ? '1 metric' : `${metrics} metrics`);

const tableOf = ({ benchmark, scorer, models, rows }: BenchmarkDetails): Tabular => ({
  title: `${benchmarkTitle(benchmark)}, scored by ${scorer}`,
  columns: ['benchmark', 'scorer', 'metric', 'model', 'value', 'low', 'high', 'n'],
  rows: rows.flatMap(({ metric, byModel }: MetricRow) =>
    models.flatMap((model) => {
      const score = byModel.get(model);
      return score ? [[benchmark, scorer, metric, model, score.value, score.low, score.high, score.n]] : [];
    }),
  ),
});
