/** What is measured on each caption by itself and against the round before; hallucination at matched length; leakage. */
import { useMemo } from 'react';
import { type CaptionMetric, type CaptionQuality, captionMetrics } from '../../../shared/caption-quality.ts';
import type { Plan } from '../../../shared/plan.ts';
import { ChartPanel } from '../../charts/chart-panel.tsx';
import { isCrowded } from '../../charts/crowded.ts';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { useQuality } from '../../data/queries.ts';
import type { SeedChoice } from './evidence.ts';
import { LeakageNote } from './leakage-note.tsx';
import { LengthHistograms } from './length-histograms.tsx';
import { MatchedLengthTable } from './matched-length-table.tsx';
import { isDrawnElsewhere, metricChart } from './metric-chart.ts';
import type { OtherCaptions } from './other-captions.ts';

type Props = {
  path: string;
  running: boolean;
  plan: Plan;
  seed: SeedChoice;
  sources: readonly string[];
  others: readonly OtherCaptions[];
};

const shown = captionMetrics.filter((metric) => !isDrawnElsewhere(metric));

export function FurtherQuality({ path, running, plan, seed, sources, others }: Props) {
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
          <div className="chart-panels" data-crowded={isCrowded(sources) || undefined}>
            {shown.map((metric) => (
              <Panel key={metric.name} {...{ path, captions, plan, seed, sources, others, metric }} />
            ))}
          </div>
          <LengthHistograms {...{ path, captions, plan, seed, sources }} />
          <MatchedLengthTable captions={captions} seed={seed} sources={sources} />
        </section>
      )}
      {leakage && <LeakageNote leakage={leakage} />}
    </>
  );
}

type PanelProps = Pick<Props, 'path' | 'plan' | 'seed' | 'sources' | 'others'> & {
  captions: readonly CaptionQuality[];
  metric: CaptionMetric;
};

function Panel({ path, captions, plan, seed, sources, others, metric }: PanelProps) {
  const data = useMemo(
    () => metricChart(path, captions, plan, metric, seed, sources, others),
    [path, captions, plan, metric, seed, sources, others],
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
