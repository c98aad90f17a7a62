/** A plan as the list of its steps, in order. Pure: the same plan always gives the same steps with the same ids. */
import type { Plan, Step, StepKind } from '../../../shared/models.ts';

interface Planned {
  readonly kind: StepKind;
  readonly title: string;
  readonly unit: string;
  readonly seed?: number;
  readonly model?: string;
  readonly round?: number;
}

/** `v0`..`vN` */
export const generalist = (round: number): string => `v${round}`;

export function expand(plan: Plan): Step[] {
  const planned = [
    ...preparation(plan),
    ...plan.seeds.flatMap((seed) => ofSeed(plan, seed)),
    { kind: 'report', title: 'Write the report', unit: 'files' } as const,
  ];
  return planned.map(
    ({ kind, title, unit, seed, model, round }: Planned, ordinal): Step => ({
      id: [kind, seed === undefined ? null : `seed${seed}`, model].filter((part) => part != null).join('.'),
      ordinal,
      kind,
      title,
      seed: seed ?? null,
      model: model ?? null,
      round: round ?? null,
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

function preparation(plan: Plan): Planned[] {
  const world: Planned = { kind: 'world', title: 'Draw Emoji World', unit: 'images' };
  return [
    ...(plan.dataset.kind === 'world' ? [world] : []),
    { kind: 'import', title: 'Import the images', unit: 'images' },
    { kind: 'features', title: 'Encode the images', unit: 'images' },
  ];
}

function ofSeed(plan: Plan, seed: number): Planned[] {
  const steps = trained(seed, generalist(0), 0);
  for (let round = 1; round <= plan.rounds; round++) {
    steps.push(recaptioned(seed, generalist(round - 1), round), ...trained(seed, generalist(round), round));
    steps.push({
      kind: 'decide',
      title: `Judge round ${round}`,
      unit: 'benchmarks',
      seed,
      model: generalist(round),
      round,
    });
  }
  for (const { name } of plan.specialists) steps.push(...trained(seed, name), recaptioned(seed, name));
  if (plan.specialists.length > 0) steps.push(...trained(seed, 'final'));
  for (const control of plan.controls) steps.push(...trained(seed, control));
  return steps;
}

function trained(seed: number, model: string, round?: number): Planned[] {
  const of = { seed, model, ...(round === undefined ? {} : { round }) };
  return [
    { kind: 'train', title: `Train ${model}`, unit: 'steps', ...of },
    { kind: 'evaluate', title: `Evaluate ${model}`, unit: 'questions', ...of },
  ];
}

function recaptioned(seed: number, model: string, round?: number): Planned {
  return {
    kind: 'recaption',
    title: `Recaption by ${model}`,
    unit: 'captions',
    seed,
    model,
    ...(round === undefined ? {} : { round }),
  };
}
