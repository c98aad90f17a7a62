/** What the captions are like, source by source: do they grow, stay true, and keep their variety? */
import { useMemo } from 'react';
import type { CaptionQuality as Quality } from '../../../shared/caption-quality.ts';
import type { CaptionStatistics } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { isCrowded } from '../../charts/crowded.ts';
import { ModelLegend } from '../../charts/model-legend.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { type CaptionFigure, captionFigureList } from './caption-figures.ts';
import { CaptionTable } from './caption-table.tsx';
import { captionChart } from './chart-data.ts';
import type { SeedChoice } from './evidence.ts';
import type { OtherCaptions } from './other-captions.ts';

type Props = {
  path: string;
  captions: readonly CaptionStatistics[];
  /** The metrics of the same captions, for their intervals. */
  quality: readonly Quality[];
  plan: Plan;
  seed: SeedChoice;
  /** All that will be measured: the charts keep their places while a run goes on. */
  sources: readonly string[];
  /** Experiments that are held against this one. */
  others: readonly OtherCaptions[];
};

export function CaptionQuality({ path, captions, quality, plan, seed, sources, others }: Props) {
  if (captions.length === 0) return null;
  return (
    <section className="part" aria-labelledby="caption-quality">
      <header className="part-head">
        <div>
          <h2 id="caption-quality">Caption quality</h2>
          <p className="small soft">
            {seed === null ? 'Means over the seeds, which stand faintly beside. ' : ''}
            Recaptions of the pretraining images; of a specialist, the answers to its prompts. A point leads
            to its captions.
          </p>
        </div>
        <CopyMenu what="the captions’ figures" table={() => tableOf(captions)} />
      </header>
      <ModelLegend models={sources} plan={plan} others={others} />
      <div className="chart-panels" data-crowded={isCrowded(sources) || undefined}>
        {captionFigureList.map((figure) => (
          <Panel
            key={figure.key}
            path={path}
            captions={captions}
            quality={quality}
            plan={plan}
            seed={seed}
            sources={sources}
            others={others}
            figure={figure}
          />
        ))}
      </div>
      <CaptionTable path={path} plan={plan} captions={captions} sources={sources} seed={seed} />
    </section>
  );
}

function Panel({
  path,
  captions,
  quality,
  plan,
  seed,
  sources,
  others,
  figure,
}: Props & { figure: CaptionFigure }) {
  const data = useMemo(
    () => captionChart(path, captions, quality, plan, figure, seed, sources, others),
    [path, captions, quality, plan, figure, seed, sources, others],
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
