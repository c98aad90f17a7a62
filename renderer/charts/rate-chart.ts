/** The learning rate over the same steps as the loss above it, with the same stages. Data in, plot options out. */
import * as Plot from '@observablehq/plot';
import { stageSpans } from '../../shared/charts/loss-series.ts';
import type { LossPoint } from '../../shared/models.ts';
import { count } from '../data/format.ts';

export function rateChart(
  points: readonly LossPoint[],
  colour: string,
  { height, steps = 'optimiser step' }: { height: number; steps?: string },
) {
  const spans = stageSpans(points);
  const largest = Math.max(...points.map(({ learningRate }) => learningRate));
  return (width: number): Plot.PlotOptions => ({
    width,
    height,
    marginLeft: 36,
    marginRight: 16,
    marginTop: 12,
    marginBottom: 36,
    x: {
      label: steps,
      labelArrow: 'none',
      domain: [spans[0]?.from ?? 0, points.at(-1)?.at ?? 1],
      ticks: Math.max(2, Math.floor(width / 110)),
      tickFormat: (at: number) => (Number.isInteger(at) ? count(at) : ''),
    },
    y: {
      label: null,
      domain: [0, largest * 1.08],
      grid: true,
      ticks: 3,
      tickSize: 0,
      tickFormat: (rate: number) => (rate === 0 ? '0' : rate.toExponential(0)),
    },
    marks: [
      Plot.ruleX(spans.slice(1), { x: 'from', stroke: 'var(--line-strong)' }),
      Plot.areaY(points, { x: 'at', y: 'learningRate', z: 'stage', fill: colour, fillOpacity: 0.1 }),
      Plot.line(points, { x: 'at', y: 'learningRate', z: 'stage', stroke: colour, strokeWidth: 1.75 }),
      Plot.tip(
        points,
        Plot.pointerX({
          x: 'at',
          y: 'learningRate',
          title: ({ at, learningRate }: LossPoint) =>
            `Step ${count(at)}\nLearning rate ${learningRate.toExponential(2)}`,
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
