import * as Plot from '@observablehq/plot';
import {
  type CaptionMetric,
  type CaptionQuality,
  captionMetrics,
} from '../../../../shared/caption-quality.ts';
import { formatted } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { modelOrder, roundOf } from '../names.ts';
import { type Chart, chart, colours } from './plot.ts';

interface Point {
  readonly x: string;
  readonly seed: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Drawn already in the figure of lengths, precision and recall. */
const elsewhere = ['words', 'tokens', 'object-precision', 'object-recall'];

/** One panel a metric: the original text, then each round's recaptions, with 95 % intervals; one line a seed. */
export function captionQualityPanels({
  captionQuality,
  plan,
}: ReportInput): { metric: CaptionMetric; chart: Chart }[] {
  const sources = generalists(captionQuality, plan);
  return captionMetrics.flatMap((metric) => {
    if (elsewhere.includes(metric.name)) return [];
    const points = captionQuality
      .filter(({ source }) => sources.includes(source))
      .flatMap((quality) => pointOf(quality, metric));
    if (new Set(points.map(({ x }) => x)).size < 2) return [];
    return [{ metric, chart: panel(metric, points, sources.map(shortSource)) }];
  });
}

export const generalists = (qualities: readonly CaptionQuality[], plan: ReportInput['plan']): string[] =>
  modelOrder(
    qualities.map(({ source }) => source),
    plan,
  ).filter((source) => source === 'original' || roundOf(source) !== null);

const shortSource = (source: string): string => (source === 'original' ? 'Original' : source.toUpperCase());

function pointOf({ source, seed, figures }: CaptionQuality, { name, unit }: CaptionMetric): Point[] {
  const found = figures.find(({ metric }) => metric === name);
  if (!found) return [];
  const { value, low, high } = found;
  const scale = unit === '%' ? 100 : 1;
  return [
    {
      x: shortSource(source),
      seed,
      value: value * scale,
      low: (low ?? value) * scale,
      high: (high ?? value) * scale,
    },
  ];
}

function panel({ name, title, unit }: CaptionMetric, points: readonly Point[], domain: string[]): Chart {
  const said = points.map(({ x, value }) => `${x} ${formatted(value, 'rate')}`);
  const lowest = Math.min(0, ...points.map(({ low }) => low));
  const highest = Math.max(0, ...points.map(({ high }) => high));
  const room = (highest - lowest) * 0.15 || 1;
  return chart(`caption-${name}`, `${title}: ${said.join(', ')}`, {
    width: 300,
    height: 160,
    marginLeft: 40,
    marginRight: 22,
    marginTop: 20,
    marginBottom: 28,
    x: { type: 'point', domain, label: null, tickSize: 0, padding: 0.4 },
    y: {
      domain: [
        lowest < 0 ? lowest - room : 0,
        unit === '%' ? Math.min(104, highest + room) : highest > 0 ? highest + room : 0,
      ],
      label: null,
      ticks: 4,
      tickSize: 0,
    },
    marks: [
      Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
      Plot.link(points, {
        x1: 'x',
        x2: 'x',
        y1: 'low',
        y2: 'high',
        stroke: colours.rounds,
        strokeWidth: 1.5,
        strokeOpacity: 0.55,
      }),
      Plot.line(points, { x: 'x', y: 'value', z: 'seed', stroke: colours.rounds, strokeWidth: 2 }),
      Plot.dot(points, {
        x: 'x',
        y: 'value',
        fill: colours.rounds,
        r: 3.5,
        stroke: colours.surface,
        strokeWidth: 1.5,
      }),
    ],
  });
}
