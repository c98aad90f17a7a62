/** Which trainings can be shown: one by one, all runs of a model on one another, all of them. Pure. */
import type { LossPoint } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { modelName, modelOrder } from '../../data/names.ts';

export interface LossChoice {
  /** Empty: whichever is under way, or was last. */
  readonly value: string;
  readonly title: string;
  readonly stepIds: readonly string[];
}

/** `trainings`: each training's points by its step, in the steps' order. */
export function lossChoices(
  trainings: ReadonlyMap<string, readonly LossPoint[]>,
  plan: Pick<Plan, 'specialists' | 'seeds'>,
  running: boolean,
): LossChoice[] {
  const all = [...trainings].flatMap(([stepId, [first]]) => (first ? [{ stepId, ...subjectOf(first) }] : []));
  const last = all.at(-1);
  if (!last) return [];
  const byModel = Map.groupBy(all, ({ model }) => model);
  const several = modelOrder(byModel.keys(), plan).flatMap((model): LossChoice[] => {
    const own = byModel.get(model) ?? [];
    if (own.length < 2) return [];
    return [
      {
        value: `model ${model}`,
        title: `${modelName(model)}, all seeds`,
        stepIds: own.map(({ stepId }) => stepId),
      },
    ];
  });
  return [
    { value: '', title: running ? 'The training under way' : 'The last training', stepIds: [last.stepId] },
    ...several,
    ...(all.length > 1
      ? [{ value: 'all', title: 'All trainings on one another', stepIds: all.map(({ stepId }) => stepId) }]
      : []),
    ...all.map(({ stepId, model, seed }) => ({
      value: stepId,
      title: trainingName(model, seed, plan),
      stepIds: [stepId],
    })),
  ];
}

const subjectOf = ({ model, seed }: LossPoint) => ({ model, seed });

export const trainingName = (model: string, seed: number, { seeds }: Pick<Plan, 'seeds'>): string =>
  seeds.length > 1 ? `${modelName(model)}, seed ${seed}` : modelName(model);
