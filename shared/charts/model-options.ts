/**
 * One figure of every model: a line through the rounds, single points for specialists, the final generalist and controls, each with its
 * interval; what single seeds gave stands faintly behind, what other experiments gave hollow beside. Data in, plot options out.
 */
import { axisX, dot, gridY, line, link, type PlotOptions, pointer, text, tip } from '@observablehq/plot';
import { type ModelChartData, type ModelPoint, type OtherPoints, otherLook } from './model-points.ts';
import { ticksThatFit } from './places.ts';

export const height = 196;
const margins = { marginLeft: 38, marginRight: 16, marginTop: 20, marginBottom: 26 };
/** Pixels between neighbours from which on every point can carry its figure. */
const roomForFigures = 33;
/** Pixels from a point to its interval's end from which on the figure stands beside the point. */
const tallInterval = 24;
/** How far beside its model's place a point stands: a single seed's to the right, another experiment's to the left, then further right. */
const seedShift = 0.2;
const otherShifts = [-0.26, 0.28];

export function modelOptions(data: ModelChartData, width: number): PlotOptions {
  const { points, seeds, others = [], places, range, format } = data;
  const x = ({ model }: ModelPoint): number => places.at.get(model) ?? 0;
  const shifts = new Map<ModelPoint, number>([
    ...seeds.map((one) => [one, seedShift] as const),
    ...others.flatMap(({ at, points: own }) => own.map((one) => [one, otherShifts[at] ?? 0] as const)),
  ]);
  const shifted = (point: ModelPoint): number => x(point) + (shifts.get(point) ?? 0);
  const [from, to] = places.domain;
  const spacing = (width - margins.marginLeft - margins.marginRight) / (to - from);
  const joined = points.filter((point) => point.joined);
  const figured =
    spacing >= roomForFigures * (others.length > 0 ? 1.4 : 1)
      ? points
      : points.filter((point) => isTelling(point, joined));
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
  const labels = new Map(ticksThatFit(places.ticks, spacing).map((tick) => [tick.x, tick.label]));
  // A crowd of models wants smaller points, or neighbours would touch.
  const scale = spacing < 12 ? 0.75 : 1;
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
      ...others.flatMap((one) => otherMarks(one, shifted)),
      dot(seeds, { x: shifted, y: 'value', r: 2, fill: 'colour', fillOpacity: 0.5 }),
      link(points.filter(isRanged), {
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
        r: ({ ring }: ModelPoint) => (ring ? 3.5 : 4.25) * scale,
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
        [...points, ...seeds, ...others.flatMap(({ points: own }) => own)],
        pointer({
          x: shifted,
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

function otherMarks({ at, points }: OtherPoints, x: (point: ModelPoint) => number) {
  const { symbol, dash, colour } = otherLook(at);
  return [
    link(points.filter(isRanged), {
      x1: x,
      x2: x,
      y1: 'low',
      y2: 'high',
      stroke: colour,
      strokeWidth: 1.25,
      strokeOpacity: 0.5,
    }),
    line(
      points.filter((point) => point.joined),
      { x, y: 'value', stroke: colour, strokeWidth: 1.25, strokeOpacity: 0.6, strokeDasharray: dash },
    ),
    dot(points, { x, y: 'value', symbol, r: 3.25, fill: 'var(--raised)', stroke: colour, strokeWidth: 1.4 }),
  ];
}

const isRanged = ({ low, high }: ModelPoint): boolean => low !== null && high !== null;

/** A whole number on the axis wants no `.0`. */
const shortest = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });

/** Where there is little room: the rounds' first and last, and the final generalist. */
const isTelling = (point: ModelPoint, joined: readonly ModelPoint[]): boolean =>
  point === joined[0] || point === joined.at(-1) || point.model === 'final';
