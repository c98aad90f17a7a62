/** Where each stage of a training begins and ends, in optimiser steps. Pure. */
import type { LossPoint, StageName } from '../../shared/models.ts';

export interface StageSpan {
  readonly stage: StageName;
  readonly from: number;
  readonly to: number;
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
