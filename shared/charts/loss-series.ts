/**
 * Where each stage of a training begins and ends, in optimiser steps. Stages that were taken over from another training have steps and no
 * losses; they are left out, and the first stage with losses begins at its own first one. Pure.
 */
import type { LossPoint } from '../models.ts';
import type { StageName } from '../plan.ts';

export const stageTitles: Record<StageName, string> = {
  align: 'Align',
  pretrain: 'Pretrain',
  sft: 'Fine-tune',
  specialist: 'Specialise',
};

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
    else spans.push({ stage, from: last?.to ?? (beginsTraining(stage) ? 0 : at), to: at });
  }
  return spans;
}

const beginsTraining = (stage: StageName): boolean => stage === 'align' || stage === 'specialist';
