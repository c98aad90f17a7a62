/** Training loss over optimiser steps of one model, stage by stage, a line a seed, with the held-out marks. Data in, plot options out. */
import * as Plot from '@observablehq/plot';
import type { LossPoint } from '../models.ts';
import { count, rate } from '../numbers.ts';
import { type StageSpan, stageSpans, stageTitles } from './loss-series.ts';

/** Nearer to one another than this many pixels the line alone is calmer than its dots. */
const roomForDot = 10;
/** A stage narrower than this has no room for its name, in pixels. */
const roomForName = 64;

interface Look {
  readonly height: number;
  /** What the steps are counted from, in words. */
  readonly steps?: string;
  /** The last step and the highest loss of several charts that share their axes; else the chart's own. */
  readonly upTo?: { readonly at: number; readonly loss: number };
}

/** Each point is already the mean loss since the one before, so nothing is smoothed here. */
export function lossChart(
  points: readonly LossPoint[],
  colour: string | ((point: LossPoint) => string),
  { height, steps = 'optimiser step', upTo }: Look,
) {
  const spans = stageSpans(points.filter(({ seed }) => seed === points[0]?.seed));
  const heldOut = points.filter((point) => point.heldOut !== null);
  const values = points.flatMap(({ loss, heldOut: held }) => (held === null ? [loss] : [loss, held]));
  const start = upTo ? 0 : (spans[0]?.from ?? 0);
  const end = upTo?.at ?? points.at(-1)?.at ?? 1;
  const hasRoom = ({ from, to }: StageSpan, width: number): boolean =>
    ((to - from) / (end - start)) * (width - 52) > roomForName;
  return (width: number): Plot.PlotOptions => ({
    width,
    height,
    marginLeft: 36,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 36,
    x: {
      label: steps,
      labelArrow: 'none',
      domain: [start, end],
      ticks: Math.max(2, Math.floor(width / 110)),
      tickFormat: (at: number) => (Number.isInteger(at) ? count(at) : ''),
    },
    y: {
      label: null,
      domain: upTo ? [0, upTo.loss * 1.02] : [Math.min(...values) * 0.95, Math.max(...values) * 1.02],
      grid: true,
      ticks: 5,
      tickSize: 0,
      nice: true,
    },
    marks: [
      Plot.ruleX(spans.slice(1), { x: 'from', stroke: 'var(--line-strong)' }),
      Plot.text(
        spans.filter((span) => hasRoom(span, width)),
        {
          x: 'from',
          frameAnchor: 'top',
          dy: -20,
          textAnchor: 'start',
          text: ({ stage }: StageSpan) => stageTitles[stage],
          fill: 'var(--ink-soft)',
          fontWeight: 500,
        },
      ),
      Plot.line(points, {
        x: 'at',
        y: 'loss',
        z: ({ seed, stage }: LossPoint) => `${seed} ${stage}`,
        stroke: colour,
        strokeWidth: 2,
      }),
      Plot.dot(points.length * roomForDot > width ? [] : points, {
        x: 'at',
        y: 'loss',
        r: 2.5,
        fill: colour,
      }),
      Plot.dot(heldOut, {
        x: 'at',
        y: 'heldOut',
        r: 4.5,
        fill: 'var(--raised)',
        stroke: 'var(--ink)',
        strokeWidth: 1.75,
      }),
      Plot.ruleX(points, Plot.pointerX({ x: 'at', stroke: 'var(--ink-faint)', strokeDasharray: '2,3' })),
      Plot.tip(
        points,
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
