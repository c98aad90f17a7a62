/** What a copied chart of models says below: whom its axis does not name, and which other experiments stand in it. Pure. */

import { type ModelChartData, otherLook } from '../../shared/charts/model-points.ts';
import type { LegendItem } from '../copy/framed-chart.ts';
import { modelName } from '../data/names.ts';

export function copiedLegend({ points, others = [], places }: ModelChartData): LegendItem[] {
  const named = new Set(places.ticks.map(({ label }) => label));
  const models = points
    .map(({ model, colour, ring }): LegendItem => {
      return { name: modelName(model), colour, mark: ring ? 'ring' : 'disc' };
    })
    .filter(({ name }) => !named.has(name));
  return [
    ...models,
    ...others.map(({ name, at }): LegendItem => {
      const { symbol, colour } = otherLook(at);
      return { name, colour, mark: symbol };
    }),
  ];
}
