/**
 * One figure of every model: a line through the rounds, single points for specialists, the final generalist and controls,
 * each with its interval; what single seeds gave stands faintly behind.
 */
import { axisX, dot, gridY, line, link, type PlotOptions, pointer, text, tip } from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import { Plot } from '../components/plot.tsx';
import type { Tabular } from '../copy/tabular.ts';
import type { Places } from './places.ts';

export interface ModelPoint {
  readonly model: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly colour: string;
  /** Drawn hollow. */
  readonly ring: boolean;
  /** Joined by the line to the one before. */
  readonly joined: boolean;
  /** What hovering says; lines are kept. */
  readonly words: string;
}

export interface ModelChartData {
  readonly label: string;
  readonly points: readonly ModelPoint[];
  readonly seeds: readonly ModelPoint[];
  readonly places: Places;
  readonly range: readonly [number, number];
  readonly format: (value: number) => string;
}

const height = 196;
const margins = { marginLeft: 38, marginRight: 16, marginTop: 20, marginBottom: 26 };
/** Pixels between neighbours from which on every point can carry its figure. */
const roomForFigures = 33;
/** Pixels from a point to its interval's end from which on the figure stands beside the point. */
const tallInterval = 24;

type Props = {
  data: ModelChartData;
  /** Hears whose point was clicked. Must be stable. */
  onPick?: ((model: string) => void) | undefined;
};

export function ModelChart({ data, onPick }: Props) {
  const options = useCallback((width: number) => chartOptions(data, width), [data]);
  const picked = useMemo(() => onPick && ((datum: unknown) => onPick((datum as ModelPoint).model)), [onPick]);
  return (
    <Plot
      label={data.label}
      options={options}
      height={`${height}px`}
      table={() => tableOf(data)}
      onPick={picked}
    />
  );
}

/** What is drawn, in the units in which it is drawn. */
const tableOf = ({ label, points, seeds }: ModelChartData): Tabular => ({
  title: label.split(':')[0] ?? label,
  columns: ['model', 'of', 'value', 'low', 'high'],
  rows: [
    ...points.map((one) => ['all', one] as const),
    ...seeds.map((one) => ['single seed', one] as const),
  ].map(([of, { model, value, low, high }]) => [model, of, value, low, high]),
});

function chartOptions({ points, seeds, places, range, format }: ModelChartData, width: number): PlotOptions {
  const x = ({ model }: ModelPoint): number => places.at.get(model) ?? 0;
  const beside = (point: ModelPoint): number => x(point) + 0.2;
  const [from, to] = places.domain;
  const spacing = (width - margins.marginLeft - margins.marginRight) / (to - from);
  const ranged = points.filter(({ low, high }) => low !== null && high !== null);
  const joined = points.filter((point) => point.joined);
  const figured = spacing >= roomForFigures ? points : points.filter((point) => isTelling(point, joined));
  const perUnit = (height - margins.marginTop - margins.marginBottom) / (range[1] - range[0]);
  // Far above its point a figure would be read as the interval's end: it stands beside the point then.
  const isTall = ({ value, high }: ModelPoint): boolean => ((high ?? value) - value) * perUnit > tallInterval;
  const figures = {
    text: ({ value }: ModelPoint) => format(value),
    fill: 'var(--ink-soft)',
    stroke: 'var(--raised)',
    strokeWidth: 3,
    fontSize: 11,
  } as const;
  const labels = new Map(places.ticks.map((tick) => [tick.x, tick.label]));
  return {
    width,
    height,
    ...margins,
    x: { domain: [from, to], label: null },
    y: { domain: [...range], label: null, ticks: 4, tickSize: 0, tickPadding: 6, tickFormat: shortest },
    color: { type: 'identity' },
    r: { type: 'identity' },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisX({
        ticks: [...labels.keys()],
        tickFormat: (value: number) => labels.get(value) ?? '',
        tickSize: 0,
        tickPadding: 8,
      }),
      dot(seeds, { x: beside, y: 'value', r: 2, fill: 'colour', fillOpacity: 0.5 }),
      link(ranged, {
        x1: x,
        x2: x,
        y1: 'low',
        y2: 'high',
        stroke: 'colour',
        strokeWidth: 2,
        strokeOpacity: 0.42,
        strokeLinecap: 'round',
      }),
      line(joined, { x, y: 'value', stroke: 'var(--line-strong)', strokeWidth: 1.5 }),
      dot(points, {
        x,
        y: 'value',
        r: ({ ring }: ModelPoint) => (ring ? 3.5 : 4.25),
        fill: ({ ring, colour }: ModelPoint) => (ring ? 'var(--raised)' : colour),
        stroke: ({ ring, colour }: ModelPoint) => (ring ? colour : 'var(--raised)'),
        strokeWidth: 1.75,
      }),
      text(
        figured.filter((point) => !isTall(point)),
        {
          ...figures,
          x,
          y: ({ value, high }: ModelPoint) => high ?? value,
          dy: -9,
        },
      ),
      text(figured.filter(isTall), { ...figures, x, y: 'value', dx: 7, textAnchor: 'start' }),
      tip(
        [...points, ...seeds],
        pointer({
          x,
          y: 'value',
          title: 'words',
          maxRadius: 36,
          fill: 'var(--raised)',
          stroke: 'var(--line-strong)',
          fontSize: 12,
          lineHeight: 1.35,
          pathFilter: 'none',
        }),
      ),
    ],
  };
}

/** A whole number on the axis wants no `.0`. */
const shortest = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });

/** Where there is little room: the rounds' first and last, and the final generalist. */
const isTelling = (point: ModelPoint, joined: readonly ModelPoint[]): boolean =>
  point === joined[0] || point === joined.at(-1) || point.model === 'final';
