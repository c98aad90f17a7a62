/** One stage of a training alone, its steps counted from the stage's beginning, so that trainings can be laid on one another. Pure. */
import { stageSpans, stageTitles } from '../../shared/charts/loss-series.ts';
import type { LossPoint } from '../../shared/models.ts';
import type { StageName } from '../../shared/plan.ts';

/** The stages that any of the trainings went through, in the order of a training. */
export const stagesOf = (trainings: readonly (readonly LossPoint[])[]): StageName[] =>
  (Object.keys(stageTitles) as StageName[]).filter((stage) =>
    trainings.some((points) => points.some((point) => point.stage === stage)),
  );

export function oneStage(points: readonly LossPoint[], stage: StageName): LossPoint[] {
  const begins = stageSpans(points).find((span) => span.stage === stage)?.from ?? 0;
  return points
    .filter((point) => point.stage === stage)
    .map((point) => ({ ...point, at: point.at - begins }));
}
