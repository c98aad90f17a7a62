/** Each chart of a run drawn once, as it was reviewed by eye: a change of the picture is a change of its file. */
import { expect, test } from 'vitest';
import { overlayChart } from '../../../renderer/charts/overlay-chart.ts';
import { rateChart } from '../../../renderer/charts/rate-chart.ts';
import { lossChart } from '../../../shared/charts/loss-chart.ts';
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
  const svg = drawn(lossChart(training('v0', 5), 'steelblue', { height: 236 })(640));
  await expect(svg).toMatchFileSnapshot('pictures/loss.svg');
});

test('the learning rate below it', async () => {
  const svg = drawn(rateChart(training('v0', 5), 'steelblue', { height: 120 })(640));
  await expect(svg).toMatchFileSnapshot('pictures/learning-rate.svg');
});

test('several trainings on one another', async () => {
  const series = [
    { name: 'V0', colour: 'steelblue', dashes: '', points: training('v0', 5) },
    { name: 'V1', colour: 'darkorange', dashes: '', points: training('v1', 4) },
    { name: 'V1, seed 2', colour: 'darkorange', dashes: '6,3', points: training('v1-2', 3.8) },
  ];
  const size = (height: number) => ({ height, steps: 'optimiser step' });
  const losses = drawn(overlayChart(series, 'loss', size(236))(640));
  await expect(losses).toMatchFileSnapshot('pictures/overlay.svg');
  const rates = drawn(overlayChart(series, 'learningRate', size(120))(640));
  await expect(rates).toMatchFileSnapshot('pictures/learning-rate-overlay.svg');
});
