/** Training loss over optimiser steps of one model, stage by stage, with the held-out marks. Data in, plot options out. */
import * as Plot from '@observablehq/plot';
import type { LossPoint, StageName } from '../../shared/models.ts';
import { count, rate } from '../data/format.ts';
import { smoothed, stageSpans } from './loss-series.ts';

export const stageTitles: Record<StageName, string> = {
  align: 'Align',
  pretrain: 'Pretrain',
  sft: 'Fine-tune',
  specialist: 'Specialise',
};

export function lossChart(points: readonly LossPoint[], colour: string, height: number) {
  const series = smoothed(points);
  const spans = stageSpans(points);
  const heldOut = series.filter((point) => point.heldOut !== null);
  const values = series.flatMap(({ loss, heldOut: held }) => (held === null ? [loss] : [loss, held]));
  const top = Math.max(...values);
  const end = points.at(-1)?.at ?? 1;
  return (width: number): Plot.PlotOptions => ({
    width,
    height,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 26,
    marginBottom: 34,
    x: {
      label: 'optimiser step',
      domain: [0, end],
      ticks: Math.max(2, Math.floor(width / 110)),
      tickFormat: (at: number) => (Number.isInteger(at) ? count(at) : ''),
      labelArrow: 'none',
      labelAnchor: 'right',
    },
    y: {
      label: null,
      domain: [Math.max(0, Math.min(...values) * 0.9), top * 1.03],
      grid: true,
      ticks: 5,
      nice: true,
    },
    marks: [
      Plot.ruleX(spans.slice(1), { x: 'from', stroke: 'var(--line-strong)' }),
      Plot.text(
        spans.filter(({ from, to }) => ((to - from) / end) * width > 46),
        {
          x: 'from',
          frameAnchor: 'top',
          dy: -17,
          dx: 4,
          textAnchor: 'start',
          text: ({ stage }) => stageTitles[stage as StageName],
          fill: 'var(--ink-soft)',
          fontWeight: 500,
        },
      ),
      Plot.line(series, {
        x: 'at',
        y: 'loss',
        z: 'stage',
        stroke: colour,
        strokeOpacity: 0.28,
        strokeWidth: 1,
      }),
      Plot.line(series, { x: 'at', y: 'smoothed', z: 'stage', stroke: colour, strokeWidth: 2 }),
      Plot.dot(heldOut, {
        x: 'at',
        y: 'heldOut',
        r: 4,
        fill: 'var(--final)',
        stroke: 'var(--raised)',
        strokeWidth: 1.5,
      }),
      Plot.ruleX(series, Plot.pointerX({ x: 'at', stroke: 'var(--ink-faint)', strokeDasharray: '2,3' })),
      Plot.dot(series, Plot.pointerX({ x: 'at', y: 'loss', r: 3.5, fill: colour })),
      Plot.tip(
        series,
        Plot.pointerX({
          x: 'at',
          y: 'loss',
          title: words,
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

const words = ({ stage, at, loss, heldOut, learningRate, samplesPerSecond }: LossPoint): string =>
  [
    `${stageTitles[stage]}, step ${count(at)}`,
    `Loss ${loss.toFixed(3)}`,
    ...(heldOut === null ? [] : [`Held out ${heldOut.toFixed(3)}`]),
    `Learning rate ${learningRate.toExponential(1)}`,
    `${rate(samplesPerSecond)} samples/s`,
  ].join('\n');
