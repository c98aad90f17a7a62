/** Loss points of one training as what the chart draws: a calm line over the noise, and where each stage begins. Pure. */
import type { LossPoint, StageName } from '../../shared/models.ts';

export interface SmoothedPoint extends LossPoint {
  /** Mean of the stage's points so far, the latest weighing most. */
  readonly smoothed: number;
}
export interface StageSpan {
  readonly stage: StageName;
  readonly from: number;
  readonly to: number;
}

/** How much of the mean so far stays at each point. */
const memory = 0.85;

/** Each stage starts its own mean: its text is another, and so is its loss. Bias-corrected, so that it starts at the data. */
export function smoothed(points: readonly LossPoint[]): SmoothedPoint[] {
  let stage: StageName | null = null;
  let mean = 0;
  let weight = 0;
  return points.map((point) => {
    if (point.stage !== stage) {
      stage = point.stage;
      mean = 0;
      weight = 0;
    }
    mean = memory * mean + (1 - memory) * point.loss;
    weight = memory * weight + (1 - memory);
    return { ...point, smoothed: mean / weight };
  });
}

export function stageSpans(points: readonly LossPoint[]): StageSpan[] {
  const spans: { stage: StageName; from: number; to: number }[] = [];
  for (const { stage, at } of points) {
    const last = spans.at(-1);
    if (last?.stage === stage) last.to = at;
    else spans.push({ stage, from: last?.to ?? 0, to: at });
  }
  return spans;
}
