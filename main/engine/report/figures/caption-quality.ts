import {
  type CaptionMetric,
  type CaptionQuality,
  captionMetrics,
} from '../../../../shared/caption-quality.ts';
import { type Figure, figureOf, metricRange } from '../../../../shared/charts/metric-figure.ts';
import { count } from '../../../../shared/numbers.ts';
import { formatted } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { modelOrder, roundOf } from '../names.ts';
import { modelPanel, type PanelPoint } from './model-panel.ts';
import { type Chart, colours } from './plot.ts';

/** Drawn already in the figure of lengths, precision and recall. */
const elsewhere = ['words', 'tokens', 'object-precision', 'object-recall'];

/** One panel a metric: the original text, then each round's recaptions, with 95 % intervals. Several seeds: their means, and each faintly beside. */
export function captionQualityPanels({
  captionQuality,
  plan,
}: ReportInput): { metric: CaptionMetric; chart: Chart }[] {
  const sources = generalists(captionQuality, plan);
  const seed = plan.seeds.length > 1 ? null : (plan.seeds[0] ?? null);
  return captionMetrics.flatMap((metric) => {
    if (elsewhere.includes(metric.name)) return [];
    const points = sources.flatMap((source) =>
      pointsOf(source, figureOf(captionQuality, source, metric.name, seed), metric),
    );
    if (points.length < 2) return [];
    const seeds = plan.seeds.length > 1 ? ofSingleSeeds(captionQuality, sources, metric) : [];
    const format = (value: number): string =>
      metric.unit !== '%' && Number.isInteger(value) ? count(value) : formatted(value, 'rate');
    const said = points.map(({ name, value }) => `${name} ${format(value)}`);
    return [
      {
        metric,
        chart: modelPanel(`caption-${metric.name}`, `${metric.title}: ${said.join(', ')}`, {
          names: sources.map(shortSource),
          points,
          seeds,
          range: metricRange([...points, ...seeds], metric),
          format,
        }),
      },
    ];
  });
}

const ofSingleSeeds = (
  qualities: readonly CaptionQuality[],
  sources: readonly string[],
  metric: CaptionMetric,
): PanelPoint[] =>
  qualities
    .filter(({ source }) => source !== 'original' && sources.includes(source))
    .flatMap(({ source, figures }) =>
      pointsOf(source, figures.find((figure) => figure.metric === metric.name) ?? null, metric),
    );

export const generalists = (qualities: readonly CaptionQuality[], plan: ReportInput['plan']): string[] =>
  modelOrder(
    qualities.map(({ source }) => source),
    plan,
  ).filter((source) => source === 'original' || roundOf(source) !== null);

const shortSource = (source: string): string => (source === 'original' ? 'Original' : source.toUpperCase());

function pointsOf(
  source: string,
  found: Pick<Figure, 'value' | 'low' | 'high'> | null,
  { unit }: CaptionMetric,
): PanelPoint[] {
  if (!found) return [];
  const scale = unit === '%' ? 100 : 1;
  const { value, low, high } = found;
  return [
    {
      name: shortSource(source),
      value: value * scale,
      low: low === null ? null : low * scale,
      high: high === null ? null : high * scale,
      colour: colours.rounds,
      joined: true,
    },
  ];
}
