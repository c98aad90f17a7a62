/** Where models stand along a chart's axis: in their order, roles set apart by a gap. Pure. */
import type { Places, Tick } from '../../shared/charts/places.ts';
import type { Plan } from '../../shared/plan.ts';
import { type ModelRole, modelName, modelOrder, roleOf, shareOf } from '../data/names.ts';

const gap = 0.7;
const margin = 0.6;
/** One word for several models whose names would not fit below their points; the legend and the tooltip name each. */
const shared: Partial<Record<ModelRole, string>> = {
  specialist: 'Specialists',
  arm: 'Arms',
  variant: 'Variants',
  control: 'Controls',
};
const alone: Partial<Record<ModelRole, string>> = {
  original: 'Text',
  arm: 'Arm',
  variant: 'Variant',
  control: 'Control',
};

export function placesOf(
  models: Iterable<string>,
  plan: Pick<Plan, 'specialists'> & Partial<Pick<Plan, 'variants'>>,
): Places {
  const at = new Map<string, number>();
  const ticks: Tick[] = [];
  let x = 0;
  let before: ModelRole | null = null;
  const groups = Map.groupBy(modelOrder(models, plan), (model) => `${roleOf(model, plan)} ${shareOf(model)}`);
  for (const members of groups.values()) {
    const [head] = members as [string, ...string[]];
    const role = roleOf(head, plan);
    // The original text leads on to the rounds: the same line runs through both.
    if (before !== null) x += before === 'original' ? 1 : 1 + gap;
    const first = x;
    members.forEach((model, index) => {
      x = first + index;
      at.set(model, x);
    });
    ticks.push(...ticksOf(role, members, first));
    before = role;
  }
  return { at, ticks, domain: [-margin, x + margin] };
}

function ticksOf(role: ModelRole, members: readonly string[], first: number): Tick[] {
  const middle = first + (members.length - 1) / 2;
  // Models that saw a part of the images stand together, under their part.
  const share = shareOf(members[0] as string);
  if (share !== '') return [{ x: middle, label: `At ${share}` }];
  const word = shared[role];
  if (word && members.length > 1) return [{ x: middle, label: word }];
  return members.map((model, index) => ({ x: first + index, label: alone[role] ?? modelName(model) }));
}
