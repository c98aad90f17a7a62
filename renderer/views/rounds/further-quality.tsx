/** What is measured on each caption by itself and against the round before; hallucination at matched length; leakage. */
import { useMemo } from 'react';
import { type CaptionMetric, type CaptionQuality, captionMetrics } from '../../../shared/caption-quality.ts';
import type { Plan } from '../../../shared/models.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { useQuality } from '../../data/queries.ts';
import type { SeedChoice } from './evidence.ts';
import { LeakageNote } from './leakage-note.tsx';
import { MatchedLengthTable } from './matched-length-table.tsx';
import { isDrawnElsewhere, metricChart } from './metric-chart.ts';

type Props = {
  path: string;
  running: boolean;
  plan: Plan;
  seed: SeedChoice;
  sources: readonly string[];
};

const shown = captionMetrics.filter((metric) => !isDrawnElsewhere(metric));

export function FurtherQuality({ path, running, plan, seed, sources }: Props) {
  const { data } = useQuality(path, running);
  if (!data) return null;
  const { captions, leakage } = data;
  return (
    <>
      {captions.length > 0 && (
        <section className="part" aria-labelledby="further-quality">
          <header className="part-head">
            <div>
              <h2 id="further-quality">Captions, metric by metric</h2>
              <p className="small soft">
                With 95 % intervals over captions
                {seed === null ? '; means over the seeds have none' : ''}. Changes are against the round
                before on the same images.
              </p>
            </div>
            <CopyMenu what="the captions’ metrics" table={() => tableOf(captions)} />
          </header>
          <div className="chart-panels">
            {shown.map((metric) => (
              <Panel key={metric.name} {...{ captions, plan, seed, sources, metric }} />
            ))}
          </div>
          <MatchedLengthTable captions={captions} seed={seed} sources={sources} />
        </section>
      )}
      {leakage && <LeakageNote leakage={leakage} />}
    </>
  );
}

type PanelProps = Pick<Props, 'plan' | 'seed' | 'sources'> & {
  captions: readonly CaptionQuality[];
  metric: CaptionMetric;
};

function Panel({ captions, plan, seed, sources, metric }: PanelProps) {
  const data = useMemo(
    () => metricChart(captions, plan, metric, seed, sources),
    [captions, plan, metric, seed, sources],
  );
  const about = metric.unit === '%' ? `%, ${metric.about}` : metric.about;
  return data && <ChartPanel title={metric.title} about={about} data={data} />;
}

const tableOf = (captions: readonly CaptionQuality[]): Tabular => ({
  title: 'Metrics of captions by source and seed',
  columns: ['seed', 'source', 'metric', 'value', 'low', 'high', 'sd', 'n'],
  rows: captions.flatMap(({ seed, source, figures }) =>
    figures.map(({ metric, value, low, high, sd, n }) => [seed, source, metric, value, low, high, sd, n]),
  ),
});
