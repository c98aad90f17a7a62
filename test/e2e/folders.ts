/** Experiments in states that a user may meet, made as they come about: by the engine, then harmed from outside. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../main/engine/engine.ts';

const experiments = (home: string): string => join(home, 'experiments');

/** A fresh experiment of this home whose description was cut short, as a broken disk leaves it. */
export function damagedExperiment(home: string): string {
  const folder = join(experiments(home), 'broken');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'experiment.json'), '{ "version": 1, "name": "bro');
  return folder;
}

/** One of this preset that has not been started. */
export async function newExperiment(home: string, preset: string, name: string): Promise<string> {
  process.env.SQUARED_HOME = home;
  const engine = new Engine(() => {});
  try {
    return (await engine.call('experiments.create', { preset, name })).path;
  } finally {
    await engine.stop();
    delete process.env.SQUARED_HOME;
  }
}
