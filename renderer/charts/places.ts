/** Where models stand along a chart's axis: in their order, roles set apart by a gap. Pure. */
import type { Plan } from '../../shared/plan.ts';
import { type ModelRole, modelName, modelOrder, roleOf, shareOf } from '../data/names.ts';

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export interface Places {
  /** Position by model; neighbours of one role are 1 apart. */
  readonly at: ReadonlyMap<string, number>;
  readonly ticks: readonly Tick[];
  readonly domain: readonly [number, number];
}

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

/** Half the width of a character of a tick's label, in pixels. */
const halfCharacter = 3.2;

/** Without those that would stand over another: where there is little room, every second or third round is named, groups before rounds. */
export function ticksThatFit(ticks: readonly Tick[], spacing: number): Tick[] {
  const shown: Tick[] = [];
  const isRound = ({ label }: Tick): boolean => /^V\d+$/.test(label);
  const [first, ...others] = ticks;
  for (const tick of [
    ...(first ? [first] : []),
    ...others.filter((one) => !isRound(one)),
    ...others.filter(isRound),
  ]) {
    const fits = shown.every(
      (one) =>
        Math.abs(tick.x - one.x) * spacing >= (one.label.length + tick.label.length) * halfCharacter + 4,
    );
    if (fits) shown.push(tick);
  }
  return shown.sort((a, b) => a.x - b.x);
}
