/** The losses of several trainings on one another, each in its model's colour; which is which stands in the tip. */
import * as Plot from '@observablehq/plot';
import type { LossPoint } from '../../shared/models.ts';
import { count } from '../data/format.ts';

export interface LossSeries {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly LossPoint[];
}

type Named = LossPoint & { readonly name: string; readonly colour: string };

export function overlayChart(series: readonly LossSeries[], height: number) {
  const points = series.flatMap(({ name, colour, points: own }) =>
    own.map((point): Named => ({ ...point, name, colour })),
  );
  const losses = points.map(({ loss }) => loss);
  return (width: number): Plot.PlotOptions => ({
    width,
    height,
    marginLeft: 36,
    marginRight: 16,
    marginTop: 12,
    marginBottom: 36,
    color: { type: 'identity' },
    x: {
      label: 'optimiser step',
      labelArrow: 'none',
      ticks: Math.max(2, Math.floor(width / 110)),
      tickFormat: (at: number) => (Number.isInteger(at) ? count(at) : ''),
    },
    y: {
      label: null,
      domain: [Math.min(...losses) * 0.95, Math.max(...losses) * 1.02],
      grid: true,
      ticks: 5,
      tickSize: 0,
      nice: true,
    },
    marks: [
      Plot.line(points, {
        x: 'at',
        y: 'loss',
        z: ({ stepId, stage }: Named) => `${stepId} ${stage}`,
        stroke: 'colour',
        strokeWidth: 1.75,
        strokeOpacity: 0.85,
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'at',
          y: 'loss',
          title: ({ name, at, loss }: Named) => `${name}\nStep ${count(at)}\nLoss ${loss.toFixed(3)}`,
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
