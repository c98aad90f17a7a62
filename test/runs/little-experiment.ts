/** A whole experiment of half a minute: the real world, trainer and database, one round, two benchmarks. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { placesOf } from '../../main/engine/places.ts';
import { planOf } from '../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import { runExperiment } from '../../main/engine/run/run-experiment.ts';
import { allSteps, openForReading } from '../../main/engine/store/index.ts';
import type { ExperimentState, Step } from '../../shared/models.ts';
import type { Plan } from '../../shared/plan.ts';

export function littleExperiment(change: (plan: Plan) => Plan = (plan) => plan): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'squared-run-')), 'little');
  const plan = planOf('smoke');
  writeExperiment(folder, change({ ...plan, rounds: 1, specialists: [], benchmarks: ['pope', 'caption'] }));
  return folder;
}

export const runHere = (folder: string, signal = new AbortController().signal): Promise<ExperimentState> =>
  runExperiment(folder, () => {}, signal);

/** The run as the engine starts it: a process of its own. */
export function runApart(folder: string): ChildProcess {
  const file = join(import.meta.dirname, '../../main/engine/run/process.ts');
  return fork(file, [folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Waits for a step to have come so far; fails when it never does. */
export async function untilStep(folder: string, id: string, ready: (step: Step) => boolean): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(20)) {
    const step = stepsOf(folder).find((one) => one.id === id);
    if (step && ready(step)) return;
  }
  throw new Error(`${id} never came so far.`);
}

export function stepsOf(folder: string): Step[] {
  const db = openForReading(placesOf(folder).database);
  try {
    return allSteps(db);
  } finally {
    db.close();
  }
}

/** Every row and number that a run makes, without times and paths. */
export function results(folder: string) {
  const db = openForReading(placesOf(folder).database);
  try {
    return {
      integrity: db.pragma('integrity_check', { simple: true }),
      steps: allSteps(db).map(({ id, state, note }) => ({ id, state, note })),
      captions: db
        .prepare(
          'SELECT image_id, model, model_seed, prompt, text, tokens, log_probability FROM captions ORDER BY model, image_id, prompt',
        )
        .all(),
      predictions: db
        .prepare('SELECT benchmark, item, model, text, score, log_probability FROM predictions')
        .all(),
      scores: db.prepare('SELECT json FROM scores ORDER BY model, benchmark, json').all(),
      verdicts: db.prepare('SELECT json FROM verdicts').all(),
    };
  } finally {
    db.close();
  }
}
