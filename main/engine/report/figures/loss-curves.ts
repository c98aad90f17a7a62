import * as Plot from '@observablehq/plot';
import type { LossPoint } from '../../../../shared/models.ts';
import { type StageName, stageNames } from '../../../../shared/plan.ts';
import type { ReportInput } from '../input.ts';
import { modelName, modelOrder } from '../names.ts';
import { type Chart, chart, colours } from './plot.ts';

const stageColours: Record<StageName, string> = {
  align: 'var(--stage-1)',
  pretrain: 'var(--stage-2)',
  sft: 'var(--stage-3)',
  specialist: 'var(--stage-4)',
};

/** One panel a model: training loss over optimiser steps, coloured by stage; held-out loss as rings. All panels share their axes. */
export function lossCurves(input: ReportInput): { model: string; title: string; chart: Chart }[] {
  if (input.losses.length === 0) return [];
  const highest = Math.max(...input.losses.map(({ loss, heldOut }) => Math.max(loss, heldOut ?? 0)));
  const longest = Math.max(...input.losses.map(({ at }) => at));
  return modelOrder(
    input.losses.map(({ model }) => model),
    input.plan,
  ).map((model) => {
    const points = input.losses.filter((point) => point.model === model);
    const heldOut = points.filter((point) => point.heldOut !== null);
    const last = points.at(-1) as LossPoint;
    return {
      model,
      title: modelName(model, input.plan),
      chart: chart(
        `loss-${model}`,
        `Training loss of ${modelName(model, input.plan)}, ending at ${last.loss.toFixed(2)}`,
        {
          width: 300,
          height: 150,
          marginLeft: 30,
          marginRight: 8,
          marginTop: 10,
          marginBottom: 24,
          x: { domain: [0, longest], label: null, ticks: 4, tickSize: 0 },
          y: { domain: [0, highest * 1.05], label: null, ticks: 3, tickSize: 0 },
          marks: [
            Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
            Plot.line(points, {
              x: 'at',
              y: 'loss',
              z: ({ seed, stage }: LossPoint) => `${seed} ${stage}`,
              stroke: ({ stage }: LossPoint) => stageColours[stage],
              strokeWidth: 1.5,
            }),
            Plot.dot(heldOut, {
              x: 'at',
              y: 'heldOut',
              r: 3.5,
              fill: colours.surface,
              stroke: colours.ink,
              strokeWidth: 1.5,
            }),
          ],
        },
      ),
    };
  });
}

/** The stages that occur, with their colours, for a legend. */
export function stageLegend(input: ReportInput): { stage: StageName; colour: string }[] {
  return stageNames
    .filter((stage) => input.losses.some((point) => point.stage === stage))
    .map((stage) => ({ stage, colour: stageColours[stage] }));
}
