/** A scratch experiment in the system's temporary folder, in which steps can be run as in any other; gone afterwards. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { placesOf } from '../places.ts';
import type { StepContext } from '../steps/step-context.ts';
import { openForWriting } from '../store/index.ts';
import { startCaptioner } from '../workers/captioner.ts';
import { Trainer } from '../workers/trainer.ts';

/** The one model that a scratch experiment knows. */
export const triedModel = 'tried';

export interface ScratchOptions {
  readonly plan: Plan;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** `work` gets the scratch's folder, to put its plan's data into, and the context of its one step. */
export async function withScratch<T>(
  { plan, signal, log }: ScratchOptions,
  work: (context: StepContext, folder: string) => Promise<T>,
): Promise<T> {
  // Links followed, as the import names files.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'squared-try-')));
  const trainer = new Trainer({ log });
  const captioner = startCaptioner({ log });
  try {
    const places = placesOf(folder);
    const db = openForWriting(places.database);
    const step = stepOf(plan.seeds[0] as number);
    const nobody = { progress: () => {}, loss: () => {}, skipped: () => {} };
    try {
      return await work({ plan, places, db, step, trainer, captioner, signal, log, ...nobody }, folder);
    } finally {
      db.close();
    }
  } finally {
    // Nothing may be written there any more when it goes.
    await Promise.all([trainer.stop(), captioner.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

const stepOf = (seed: number): Step => ({
  id: 'try',
  ordinal: 0,
  kind: 'recaption',
  title: 'Try prompts',
  seed,
  model: triedModel,
  round: 1,
  state: 'running',
  done: 0,
  total: 0,
  rate: null,
  unit: 'captions',
  secondsLeft: null,
  startedAt: null,
  endedAt: null,
  note: null,
});
