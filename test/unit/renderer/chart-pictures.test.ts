/** Each chart of a run drawn once, as it was reviewed by eye: a change of the picture is a change of its file. */
import { expect, test } from 'vitest';
import { lossChart } from '../../../renderer/charts/loss-chart.ts';
import { overlayChart } from '../../../renderer/charts/overlay-chart.ts';
import { rateChart } from '../../../renderer/charts/rate-chart.ts';
import type { LossPoint } from '../../../shared/models.ts';
import { drawn } from './drawn.ts';

const training = (model: string, from: number): LossPoint[] =>
  (['align', 'pretrain', 'sft'] as const).flatMap((stage, part) =>
    [1, 2, 3].map((step) => ({
      stepId: `train.seed1.${model}`,
      seed: 1,
      model,
      stage,
      at: part * 30 + step * 10,
      loss: from - part - step / 4,
      heldOut: step === 3 ? from - part - 0.6 : null,
      learningRate: 1e-3 / step,
      samplesPerSecond: 200,
    })),
  );

test('the loss, stage by stage, with its held-out marks', async () => {
  const svg = drawn(lossChart(training('v0', 5), 'steelblue', 236)(640));
  await expect(svg).toMatchFileSnapshot('pictures/loss.svg');
});

test('the learning rate below it', async () => {
  const svg = drawn(rateChart(training('v0', 5), 'steelblue', 120)(640));
  await expect(svg).toMatchFileSnapshot('pictures/learning-rate.svg');
});

test('several trainings on one another', async () => {
  const series = [
    { name: 'V0', colour: 'steelblue', points: training('v0', 5) },
    { name: 'V1', colour: 'darkorange', points: training('v1', 4) },
  ];
  await expect(drawn(overlayChart(series, 236)(640))).toMatchFileSnapshot('pictures/overlay.svg');
});
