import type { LossPoint } from '../../shared/models.ts';

/** At most `limit` points a training, evenly; the last one and every one with a held-out loss are always there. */
export function thinned(points: readonly LossPoint[], limit: number): LossPoint[] {
  const byStep = Map.groupBy(points, ({ stepId }) => stepId);
  return [...byStep.values()].flatMap((training) => {
    const every = Math.ceil(training.length / limit);
    return training.filter(
      ({ heldOut }, index) => heldOut !== null || index === training.length - 1 || (index + 1) % every === 0,
    );
  });
}
