/** One figure of several models, drawn as in the window: rounds joined by a line, each point with its interval. */

import { modelOptions } from '../../../../shared/charts/model-options.ts';
import type { ModelPoint } from '../../../../shared/charts/model-points.ts';
import { type Chart, chart, panelWidth } from './plot.ts';

export interface PanelPoint {
  /** Stands below it. */
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly colour: string;
  /** By the line to the point before. */
  readonly joined: boolean;
}

export interface ModelPanel {
  /** All that have a place on the axis, in their order. */
  readonly names: readonly string[];
  readonly points: readonly PanelPoint[];
  /** What single seeds gave, where the points are of all seeds. */
  readonly seeds?: readonly PanelPoint[];
  readonly range: readonly [number, number];
  readonly format: (value: number) => string;
}

/** Half a place beside the first and the last point. */
const margin = 0.6;

export function modelPanel(
  id: string,
  label: string,
  { names, points, seeds = [], range, format }: ModelPanel,
): Chart {
  const places = {
    at: new Map(names.map((name, x) => [name, x] as const)),
    ticks: names.map((name, x) => ({ x, label: name })),
    domain: [-margin, names.length - 1 + margin] as const,
  };
  const drawn = ({ name, ...point }: PanelPoint): ModelPoint => ({
    ...point,
    model: name,
    ring: false,
    words: '',
  });
  const data = { label, points: points.map(drawn), seeds: seeds.map(drawn), places, range, format };
  return chart(id, label, modelOptions(data, panelWidth));
}
