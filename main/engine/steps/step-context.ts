/** What every kind of step is given, and what it gives back. */
import type { LossPoint, Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Places } from '../places.ts';
import type { Db, Skip } from '../store/index.ts';
import type { Trainer } from '../workers/trainer.ts';

export interface StepContext {
  readonly plan: Plan;
  readonly places: Places;
  readonly db: Db;
  readonly step: Step;
  readonly trainer: Trainer;
  readonly captioner: Trainer;
  readonly signal: AbortSignal;
  /** `seen`: where no worker tells its speed, the images and tokens that were gone through since the step began. */
  progress(done: number, total: number, seen?: { images: number; tokens: number }): void;
  loss(point: LossPoint): void;
  /** What this step left out; shown to the user and in the report. */
  skipped(entries: readonly Skip[]): void;
  log(line: string): void;
}

/** `skipped`: there was nothing for this step to do, `note` says why. */
export interface StepOutcome {
  readonly state: 'done' | 'skipped';
  readonly note: string | null;
}

export const done = (note: string | null = null): StepOutcome => ({ state: 'done', note });
export const skip = (note: string): StepOutcome => ({ state: 'skipped', note });

export type RunStep = (context: StepContext) => Promise<StepOutcome>;

/** The seed and model of a step that has both. */
export function subject({ id, seed, model }: Step): { seed: number; model: string } {
  if (seed === null || model === null) throw new Error(`Step ${id} has no model.`);
  return { seed, model };
}
