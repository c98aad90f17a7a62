/** Which round is a seed's last: the plan's, or the one after which the stop rule ended them. */
import type { Verdict } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { generalist } from '../plan/graph.ts';
import { allVerdicts, type Db } from '../store/index.ts';

interface Gathering {
  readonly plan: Plan;
  readonly db: Db;
}

/** What holds: a person's word where there is one, else the rule's. */
export const decisionOf = ({ decision, overruled }: Verdict): Verdict['decision'] =>
  overruled?.decision ?? decision;

export function lastRound({ plan, db }: Gathering, seed: number): number {
  const stops = plan.stop.enforce
    ? allVerdicts(db).filter((verdict) => verdict.seed === seed && decisionOf(verdict) === 'stop')
    : [];
  return Math.min(plan.rounds, ...stops.map(({ round }) => round));
}

/** The generalist that specialists start from and are compared with. */
export const lastGeneralist = (gathering: Gathering, seed: number): string =>
  generalist(lastRound(gathering, seed));

/** The last generalist that every seed has: what is pooled over seeds needs one name. */
export const lastGeneralistOfAll = (gathering: Gathering): string =>
  generalist(Math.min(...gathering.plan.seeds.map((seed) => lastRound(gathering, seed))));
