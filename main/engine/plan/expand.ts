/** A plan's steps as they stand in an experiment before anything has run. */
import type { Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { graphOf } from './graph.ts';

export function expand(plan: Plan): Step[] {
  return graphOf(plan).map(
    ({ id, kind, title, unit, seed, model, round }, ordinal): Step => ({
      id,
      ordinal,
      kind,
      title,
      seed,
      model,
      round,
      state: 'pending',
      done: 0,
      total: 0,
      rate: null,
      unit,
      secondsLeft: null,
      startedAt: null,
      endedAt: null,
      note: null,
    }),
  );
}
