/** Which trainings can be shown: one by one, all runs of a model on one another, all of them. Pure. */
import type { LossPoint } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { modelName, modelOrder, roleOf, roundOf } from '../../data/names.ts';

export interface LossChoice {
  /** Empty: whichever is under way, or was last. */
  readonly value: string;
  readonly title: string;
  readonly stepIds: readonly string[];
}

/** `trainings`: each training's points by its step, in the steps' order. */
export function lossChoices(
  trainings: ReadonlyMap<string, readonly LossPoint[]>,
  plan: Pick<Plan, 'specialists' | 'seeds'> & Partial<Pick<Plan, 'variants'>>,
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
    ...runsOfRounds(all, plan).filter(
      ({ stepIds }) => !several.some((one) => one.stepIds.length === stepIds.length),
    ),
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

/**
 * What is retrained in a round lies on one another: round 1 with its variants and controls, the specialists, the final generalist with its arms.
 * The control on the specialists' data is held against the last of these.
 */
function runsOfRounds(
  all: readonly { stepId: string; model: string }[],
  plan: Parameters<typeof lossChoices>[1],
): LossChoice[] {
  const titleOf = (model: string): string | null => {
    const round = roundOf(model);
    if (round !== null) return round === 0 ? null : `Round ${round}, all runs`;
    const role = roleOf(model, plan);
    if (role === 'specialist') return 'Specialists, all runs';
    if (role === 'final' || role === 'arm' || model === 'specialist-data') return 'Final, all runs';
    return 'Round 1, all runs';
  };
  return [...Map.groupBy(all, ({ model }) => titleOf(model))].flatMap(([title, own]) =>
    title === null || own.length < 2
      ? []
      : [{ value: title, title, stepIds: own.map(({ stepId }) => stepId) }],
  );
}

const subjectOf = ({ model, seed }: LossPoint) => ({ model, seed });

export const trainingName = (model: string, seed: number, { seeds }: Pick<Plan, 'seeds'>): string =>
  seeds.length > 1 ? `${modelName(model)}, seed ${seed}` : modelName(model);
