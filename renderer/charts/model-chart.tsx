/** One figure of every model, drawn to its place; a click on a point goes to the samples behind it. */
import { useCallback } from 'react';
import { Plot } from '../components/plot.tsx';
import { go } from '../route.ts';
import { copiedLegend } from './copied-legend.ts';
import { height, modelOptions, modelTable } from './model-options.ts';
import type { ModelChartData, ModelPoint } from './model-points.ts';

export function ModelChart({ data }: { data: ModelChartData }) {
  const options = useCallback((width: number) => modelOptions(data, width), [data]);
  const leads = data.points.some(({ href }) => href !== undefined);
  return (
    <Plot
      label={data.label}
      options={options}
      height={`${height}px`}
      table={() => modelTable(data)}
      legend={copiedLegend(data)}
      onPick={leads ? follow : undefined}
    />
  );
}

function follow(datum: unknown): void {
  const { href } = datum as ModelPoint;
  if (href !== undefined) go(href);
}
