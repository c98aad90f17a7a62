/** What the captions are like, source by source: do they grow, stay true, and keep their variety? */
import { useMemo } from 'react';
import type { CaptionStatistics, Plan } from '../../../shared/models.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { ModelLegend } from '../../charts/model-legend.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { type CaptionFigure, captionFigureList } from './caption-figures.ts';
import { CaptionTable } from './caption-table.tsx';
import { captionChart } from './chart-data.ts';
import type { SeedChoice } from './evidence.ts';

type Props = {
  captions: readonly CaptionStatistics[];
  plan: Plan;
  seed: SeedChoice;
  /** All that will be measured: the charts keep their places while a run goes on. */
  sources: readonly string[];
};

export function CaptionQuality({ captions, plan, seed, sources }: Props) {
  if (captions.length === 0) return null;
  return (
    <section className="part" aria-labelledby="caption-quality">
      <header className="part-head">
        <div>
          <h2 id="caption-quality">Caption quality</h2>
          <p className="small soft">
            {seed === null ? 'Means over the seeds, which stand faintly beside. ' : ''}
            Recaptions of the pretraining images; of a specialist, the answers to its prompts.
          </p>
        </div>
        <CopyMenu what="the captions’ figures" table={() => tableOf(captions)} />
      </header>
      <ModelLegend models={sources} plan={plan} />
      <div className="chart-panels">
        {captionFigureList.map((figure) => (
          <Panel
            key={figure.key}
            captions={captions}
            plan={plan}
            seed={seed}
            sources={sources}
            figure={figure}
          />
        ))}
      </div>
      <CaptionTable captions={captions} sources={sources} seed={seed} />
    </section>
  );
}

function Panel({ captions, plan, seed, sources, figure }: Props & { figure: CaptionFigure }) {
  const data = useMemo(
    () => captionChart(captions, plan, figure, seed, sources),
    [captions, plan, figure, seed, sources],
  );
  // What nobody can know of this dataset (truth of the objects) takes no room.
  return data && <ChartPanel title={figure.title} about={figure.about} data={data} />;
}

function tableOf(captions: readonly CaptionStatistics[]): Tabular {
  const columns = Object.keys(captions[0] ?? {}) as (keyof CaptionStatistics)[];
  return {
    title: 'Captions by source and seed',
    columns,
    rows: captions.map((one) => columns.map((column) => one[column] ?? null)),
  };
}
