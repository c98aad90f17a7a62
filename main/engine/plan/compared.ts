/** Which models are compared with which, on identical items: one list for the stop rule's report, its tables and the window. Pure. */
import type { Plan } from '../../../shared/plan.ts';
import { combinationsOf, final, isAboutSpecialists } from './arms.ts';
import { generalist } from './graph.ts';

/**
 * Rounds with the round before and with V0; specialists and the final generalist with the last generalist; each arm of the final generalist
 * with what it is held against; variants and controls with V0, and V1 with them. `last` is the last generalist that every seed has.
 */
export function comparedPairs(plan: Plan, last: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (let round = 1; round <= plan.rounds; round++) {
    pairs.push([generalist(round), generalist(round - 1)]);
    if (round > 1) pairs.push([generalist(round), generalist(0)]);
  }
  for (const { name } of plan.specialists) pairs.push([name, last]);
  for (const [model, against] of ofCombinations(plan, last)) pairs.push([model, against]);
  for (const { name } of plan.variants) pairs.push([name, generalist(0)], [generalist(1), name]);
  for (const control of plan.controls) {
    if (isAboutSpecialists(control)) {
      pairs.push([control, last]);
      if (plan.specialists.length > 0) pairs.push([final, control]);
      continue;
    }
    pairs.push([control, generalist(0)]);
    if (plan.rounds > 0) pairs.push([generalist(1), control]);
  }
  return pairs;
}

/** Each with the last generalist and with its own training without specialists, and the one with all of them with all but one. */
function ofCombinations(plan: Plan, last: string): [string, string][] {
  const all = combinationsOf(plan);
  return all.flatMap((one): [string, string][] => {
    const others = all.filter(({ share, name }) => share === one.share && name !== one.name);
    const held = others.filter(
      ({ kind }) => kind === 'none' || (one.kind === 'all' && kind === 'leave-one-out'),
    );
    const against = one.share === 1 ? [last, ...held.map(({ name }) => name)] : held.map(({ name }) => name);
    return (one.kind === 'none' ? against.filter((name) => name === last) : against).map((name) => [
      one.name,
      name,
    ]);
  });
}
