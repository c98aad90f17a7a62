/** Losses or learning rates of several trainings on one another, each in its model's colour; which is which stands in the tip. */
import * as Plot from '@observablehq/plot';
import type { LossPoint } from '../../shared/models.ts';
import { count } from '../data/format.ts';

export interface LossSeries {
  readonly name: string;
  readonly colour: string;
  /** Tells those of one colour apart; empty: an unbroken line. */
  readonly dashes: string;
  readonly points: readonly LossPoint[];
}

/** What each chart shows. */
const shown = {
  loss: {
    domain: (least: number, most: number) => [least * 0.95, most * 1.02],
    scale: { ticks: 5, nice: true },
    words: (value: number) => `Loss ${value.toFixed(3)}`,
  },
  learningRate: {
    domain: (_: number, most: number) => [0, most * 1.08],
    scale: { ticks: 3, tickFormat: (rate: number) => (rate === 0 ? '0' : rate.toExponential(0)) },
    words: (value: number) => `Learning rate ${value.toExponential(2)}`,
  },
} as const;
export type Shown = keyof typeof shown;

type Named = LossPoint & Pick<LossSeries, 'name' | 'colour' | 'dashes'>;

/** `steps`: what the steps are counted from, in words. */
export function overlayChart(
  series: readonly LossSeries[],
  what: Shown,
  { height, steps }: { height: number; steps: string },
) {
  const points = series.flatMap(({ points: own, ...series }) =>
    own.map((point): Named => ({ ...point, ...series })),
  );
  const values = points.map((point) => point[what]);
  const { domain, scale, words } = shown[what];
  return (width: number): Plot.PlotOptions => ({
    width,
    height,
    marginLeft: 36,
    marginRight: 16,
    marginTop: 12,
    marginBottom: 36,
    color: { type: 'identity' },
    x: {
      label: steps,
      labelArrow: 'none',
      ticks: Math.max(2, Math.floor(width / 110)),
      tickFormat: (at: number) => (Number.isInteger(at) ? count(at) : ''),
    },
    y: {
      label: null,
      domain: domain(Math.min(...values), Math.max(...values)),
      grid: true,
      tickSize: 0,
      ...scale,
    },
    marks: [
      // A line's dashes are not its data's: each kind is a mark of its own.
      ...[...Map.groupBy(points, ({ dashes }) => dashes)].map(([dashes, own]) =>
        Plot.line(own, {
          x: 'at',
          y: what,
          z: ({ stepId, stage }: Named) => `${stepId} ${stage}`,
          stroke: 'colour',
          strokeWidth: 1.75,
          strokeOpacity: 0.85,
          ...(dashes && { strokeDasharray: dashes }),
        }),
      ),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'at',
          y: what,
          title: (point: Named) => `${point.name}\nStep ${count(point.at)}\n${words(point[what])}`,
          fill: 'var(--raised)',
          stroke: 'var(--line-strong)',
          lineHeight: 1.35,
          textPadding: 9,
          pathFilter: 'none',
        }),
      ),
    ],
  });
}
