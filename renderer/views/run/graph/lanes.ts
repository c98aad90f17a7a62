/**
 * The graph's lanes and columns: a lane for what all share, for each model of each seed, and for the report; within a lane its steps from left
 * to right. Read row by row the lanes tell the steps in the order in which they run. Pure.
 */
import type { Step, StepKind } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { modelName, roleOf } from '../../../data/names.ts';

export interface Lane {
  /** Null: shared by all seeds. */
  readonly seed: number | null;
  readonly model: string | null;
  /** A line is drawn where this changes. */
  readonly part: string;
  readonly title: string;
  /** The lane's steps, each with its column. */
  readonly steps: readonly { readonly step: Step; readonly column: number }[];
}

export type Parts = Pick<Plan, 'specialists'> & Partial<Pick<Plan, 'variants'>>;

/** What is done with a model, in the order of the loop. */
const order: readonly StepKind[] = ['train', 'evaluate', 'decide', 'export', 'recaption'];

export function lanesOf(steps: readonly Step[], plan: Parts): Lane[] {
  const lanes = [...Map.groupBy(steps, laneKey).values()];
  const ofModels = lanes.filter(([first]) => first?.model !== null);
  // Before its model is trained, a variant has its own captions written; a column for that stands first, where there is one.
  const early = ofModels.some(writesFirst) ? 1 : 0;
  const kinds = order.filter((kind) =>
    ofModels.some((own) =>
      own.some((step) => step.kind === kind && !(kind === 'recaption' && writesFirst(own))),
    ),
  );
  const most = Math.max(early + kinds.length, ...lanes.map(({ length }) => length));
  return lanes.map((own) => {
    const { seed, model, kind } = own[0] as Step;
    const first = writesFirst(own);
    const columnOf = (step: Step, at: number): number => {
      if (step.kind === 'report') return most;
      if (model === null) return at;
      return step.kind === 'recaption' && first ? 0 : early + kinds.indexOf(step.kind);
    };
    return {
      seed,
      model,
      part: model === null ? kind : partOf(model, plan),
      title: model !== null ? modelName(model) : kind === 'report' ? 'Report' : 'Preparation',
      steps: own.map((step, at) => ({ step, column: columnOf(step, at) })),
    };
  });
}

const laneKey = ({ seed, model, kind }: Step): string =>
  JSON.stringify(model === null ? [kind === 'report'] : [seed, model]);

const writesFirst = ([first]: readonly Step[]): boolean => first?.kind === 'recaption';

function partOf(model: string, plan: Parts): string {
  const role = roleOf(model, plan);
  return role === 'arm' ? 'final' : role;
}
