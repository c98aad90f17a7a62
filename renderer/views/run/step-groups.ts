/** A run's steps as a reader thinks of them: preparation, then each seed with its rounds, specialists and controls. Pure. */
import type { Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { roleOf } from '../../data/names.ts';

export interface StepPart {
  readonly title: string;
  readonly steps: readonly Step[];
}
export interface StepGroup {
  readonly seed: number | null;
  readonly title: string;
  readonly parts: readonly StepPart[];
}

const partTitles = {
  specialist: 'Specialists',
  final: 'Final generalist',
  arm: 'Fewer specialists or images',
  control: 'Controls and variants',
} as const;

function partOf({ seed, model, round }: Step, plan: Pick<Plan, 'specialists'>): string {
  if (seed === null || model === null) return '';
  if (round !== null) return round === 0 ? 'First generalist' : `Round ${round}`;
  const role = roleOf(model, plan);
  return role in partTitles ? partTitles[role as keyof typeof partTitles] : '';
}

function consecutive<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const runs: T[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && keyOf(last[0] as T) === keyOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

export function groupSteps(steps: readonly Step[], plan: Pick<Plan, 'specialists'>): StepGroup[] {
  return consecutive(steps, ({ seed }) => seed).map((group, index) => {
    const seed = group[0]?.seed ?? null;
    const parts = consecutive(group, (step) => partOf(step, plan)).map((part) => ({
      title: partOf(part[0] as Step, plan),
      steps: part,
    }));
    return { seed, title: seed === null ? (index === 0 ? 'Preparation' : 'Report') : `Seed ${seed}`, parts };
  });
}

export const isOver = ({ state }: Step): boolean => state === 'done' || state === 'skipped';

/** Made by another experiment from the same things; the engine says so in the step's note. */
export const isTakenOver = ({ state, note }: Step): boolean =>
  state === 'done' && (note?.startsWith('Taken over from') ?? false);
