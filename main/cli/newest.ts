import type { Engine } from '../engine/engine.ts';
import { EngineFailure } from '../engine/failure.ts';

/** The experiment that is named, else the newest there is. */
export async function named(engine: Engine, experiment: string | undefined): Promise<string> {
  if (experiment) return (await engine.call('experiments.open', { path: experiment })).path;
  const [newest] = await engine.call('experiments.list', {});
  if (!newest)
    throw new EngineFailure('There is no experiment yet.', 'Start one: squared run --preset smoke');
  return newest.path;
}
