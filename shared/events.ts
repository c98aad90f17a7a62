/** What the engine tells its shells without being asked. */
import { z } from 'zod';
import { ExportProgress } from './export.ts';
import { ExperimentState, Step } from './models.ts';
import { TryPhase } from './prompt-try.ts';

export const events = {
  /** A step began, moved or ended. At most ten a second per step. */
  'run.step': z.strictObject({ path: z.string(), step: Step }),
  'run.state': z.strictObject({ path: z.string(), state: ExperimentState, message: z.string() }),
  'run.log': z.strictObject({ path: z.string(), line: z.string() }),
  /** A judge model has answered `done` of `total` questions. */
  'judge.progress': z.strictObject({ path: z.string(), judge: z.string(), done: z.int(), total: z.int() }),
  /** An export moved on. At most ten a second. */
  'export.progress': ExportProgress,
  /** A try of prompts has come so far. */
  'prompts.progress': z.strictObject({ phase: TryPhase, done: z.int(), total: z.int() }),
};
export type Events = { [N in keyof typeof events]: z.infer<(typeof events)[N]> };
export type EventName = keyof Events;
