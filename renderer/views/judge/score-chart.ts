/** A judge model's mean scores as a chart's data, one chart a seed. Pure. */

import type { ModelChartData } from '../../../shared/charts/model-points.ts';
import type { ModelJudgeResults } from '../../../shared/judge.ts';
import type { Plan } from '../../../shared/plan.ts';
import { isRing } from '../../charts/model-look.ts';
import { placesOf } from '../../charts/places.ts';
import { modelColour, modelOrder, roleOf } from '../../data/names.ts';
import { sourceName } from './source-name.ts';

export interface ScoreChart {
  readonly title: string;
  readonly about: string;
  readonly data: ModelChartData;
}

const scale: readonly [number, number] = [1, 10];

export function scoreChart(
  scores: ModelJudgeResults['scores'],
  plan: Pick<Plan, 'specialists' | 'controls'>,
): ScoreChart[] {
  const bySeed = [...Map.groupBy(scores, ({ seed }) => seed)];
  return bySeed.map(([seed, own]) => {
    const known = new Map(own.map((one) => [one.source, one.score]));
    const points = modelOrder(known.keys(), plan).flatMap((model) => {
      const score = known.get(model);
      if (!score) return [];
      const { value, low, high, n } = score;
      const role = roleOf(model, plan);
      return [
        {
          model,
          value,
          low,
          high,
          colour: modelColour(model, plan),
          ring: isRing(model, plan),
          joined: role === 'original' || role === 'round',
          words: `${sourceName(model)}: ${value.toFixed(2)}\n95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}\n${n} images`,
        },
      ];
    });
    const images = Math.max(...own.map(({ score }) => score.n));
    return {
      title: bySeed.length > 1 ? `Scores, seed ${seed}` : 'Scores',
      about: `1 to 10, each caption alone, ${images} images`,
      data: {
        label: `Mean scores: ${points.map(({ model, value }) => `${sourceName(model)} ${value.toFixed(2)}`).join(', ')}`,
        points,
        seeds: [],
        places: placesOf(known.keys(), plan),
        range: scale,
        format: (value) => value.toFixed(1),
      },
    };
  });
}
