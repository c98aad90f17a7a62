import { lossChart } from '../../../../shared/charts/loss-chart.ts';
import type { LossPoint } from '../../../../shared/models.ts';
import { type StageName, stageNames } from '../../../../shared/plan.ts';
import type { ReportInput } from '../input.ts';
import { modelName, modelOrder } from '../names.ts';
import { type Chart, chart, panelWidth } from './plot.ts';

const stageColours: Record<StageName, string> = {
  align: 'var(--stage-1)',
  pretrain: 'var(--stage-2)',
  sft: 'var(--stage-3)',
  specialist: 'var(--stage-4)',
};

/** One panel a model: training loss over optimiser steps, coloured by stage; held-out loss as rings. All panels share their axes. */
export function lossCurves(input: ReportInput): { model: string; title: string; chart: Chart }[] {
  if (input.losses.length === 0) return [];
  const upTo = {
    at: Math.max(...input.losses.map(({ at }) => at)),
    loss: Math.max(...input.losses.map(({ loss, heldOut }) => Math.max(loss, heldOut ?? 0))),
  };
  return modelOrder(
    input.losses.map(({ model }) => model),
    input.plan,
  ).map((model) => {
    const points = input.losses.filter((point) => point.model === model);
    const last = points.at(-1) as LossPoint;
    return {
      model,
      title: modelName(model, input.plan),
      chart: chart(
        `loss-${model}`,
        `Training loss of ${modelName(model, input.plan)}, ending at ${last.loss.toFixed(2)}`,
        lossChart(points, ({ stage }) => stageColours[stage], { height: 170, upTo })(panelWidth),
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
