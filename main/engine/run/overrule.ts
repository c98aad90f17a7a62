/** A person decides otherwise than the plan would: recorded in the experiment, and the steps follow. */
import type { Step, Verdict } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { graphOf } from '../plan/graph.ts';
import { type AcceptedCoverage, acceptedCoverage } from '../steps/enough-captions.ts';
import { lastRound } from '../steps/last-round.ts';
import { allSteps, allVerdicts, type Db, saveFact, saveVerdict } from '../store/index.ts';
import { describe } from './experiment.ts';
import { dependants, putBack, whileIdle } from './redo.ts';

/** Training may start on fewer captions than the plan wants. */
export function acceptFewCaptions(folder: string): void {
  const accepted: AcceptedCoverage = { at: new Date().toISOString() };
  whileIdle(folder, (db) => saveFact(db, acceptedCoverage, accepted));
}

/** Another decision than the stop rule's verdict on a round. */
export interface Overruling {
  readonly seed: number;
  readonly round: number;
  readonly decision: Verdict['decision'];
  readonly because: string;
}

/**
 * Returns the steps that are to be done again because the rounds now end elsewhere; none where the plan only records verdicts. Rounds that
 * have been trained are kept, also those behind a new end.
 */
export function overrule(folder: string, { seed, round, decision, because }: Overruling): string[] {
  const { plan } = describe(folder);
  return whileIdle(folder, (db, places) => {
    const verdict = allVerdicts(db).find((one) => one.seed === seed && one.round === round);
    if (!verdict) throw noVerdict(db, seed, round);
    const before = lastRound({ plan, db }, seed);
    saveVerdict(db, { ...verdict, overruled: { decision, because, at: new Date().toISOString() } });
    const after = lastRound({ plan, db }, seed);
    return before === after
      ? []
      : putBack(db, places, affected(plan, allSteps(db), seed, Math.min(before, after)));
  });
}

/** Skipped steps of the rounds behind the nearer end, and everything that is made from the last generalist. */
function affected(plan: Plan, steps: readonly Step[], seed: number, end: number): Step[] {
  const nodes = graphOf(plan);
  const beyond = nodes.filter((node) => node.seed === seed && node.round !== null && node.round > end);
  const reached = new Set(beyond.flatMap(({ id }) => [...dependants(nodes, id)]));
  return steps.filter(
    ({ id, round, state }) => reached.has(id) && (round === null ? state !== 'pending' : state === 'skipped'),
  );
}

function noVerdict(db: Db, seed: number, round: number): EngineFailure {
  const there = allVerdicts(db).map((one) => `round ${one.round} of seed ${one.seed}`);
  return new EngineFailure(
    `The stop rule has given no verdict on round ${round} of seed ${seed}.`,
    there.length > 0
      ? `There are verdicts on ${there.join(', ')}.`
      : 'A verdict can be overruled once there is one.',
  );
}
