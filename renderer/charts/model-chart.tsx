/** One figure of every model, drawn to its place; a click on a point goes to the samples behind it. */
import { useCallback } from 'react';
import { height, modelOptions } from '../../shared/charts/model-options.ts';
import type { ModelChartData, ModelPoint } from '../../shared/charts/model-points.ts';
import { Plot } from '../components/plot.tsx';
import type { Tabular } from '../copy/tabular.ts';
import { go } from '../route.ts';
import { copiedLegend } from './copied-legend.ts';

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

/** What is drawn, in the units in which it is drawn. */
const modelTable = ({ label, points, seeds, others = [] }: ModelChartData): Tabular => ({
  title: label.split(':')[0] ?? label,
  columns: ['model', 'of', 'value', 'low', 'high'],
  rows: [
    ...points.map((one) => ['all', one] as const),
    ...seeds.map((one) => ['single seed', one] as const),
    ...others.flatMap(({ name, points: own }) => own.map((one) => [name, one] as const)),
  ].map(([of, { model, value, low, high }]) => [model, of, value, low, high]),
});

function follow(datum: unknown): void {
  const { href } = datum as ModelPoint;
  if (href !== undefined) go(href);
}
