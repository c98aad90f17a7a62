/** Puts a step back to its beginning, with everything that was made from it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../../../shared/models.ts';
import { stageNames } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { type Places, placesOf } from '../places.ts';
import { graphOf, type Node } from '../plan/graph.ts';
import { allSteps, type Db, forgetResults, openForWriting } from '../store/index.ts';
import { describe } from './experiment.ts';
import { alreadyRunning, releaseLock, takeLock } from './lock.ts';

/** Returns the ids of the steps that are to be done again, in their order. */
export function redo(folder: string, id: string): string[] {
  const nodes = graphOf(describe(folder).plan);
  if (!nodes.some((node) => node.id === id)) throw new EngineFailure(`This experiment has no step "${id}".`);
  const again = dependants(nodes, id);
  return whileIdle(folder, (db, places) =>
    putBack(
      db,
      places,
      allSteps(db).filter((step) => again.has(step.id)),
    ),
  );
}

/** Changes an experiment that nobody runs, and keeps everybody from running it meanwhile. */
export function whileIdle<T>(folder: string, change: (db: Db, places: Places) => T): T {
  const places = placesOf(folder);
  const holder = takeLock(places.lock);
  if (holder) throw alreadyRunning(folder, holder);
  try {
    const db = openForWriting(places.database);
    try {
      return change(db, places);
    } finally {
      db.close();
    }
  } finally {
    releaseLock(places.lock);
  }
}

/** Forgets what these steps have made; answers their ids. */
export function putBack(db: Db, places: Places, steps: readonly Step[]): string[] {
  // Rows first: a step that is to be done again and still finds its files is done at once, which loses nothing.
  forgetResults(db, steps);
  for (const step of steps) removeFiles(step, places);
  return steps.map((step) => step.id);
}

/** The step itself and all that depends on it, near or far. `nodes` stand behind what they depend on. */
export function dependants(nodes: readonly Node[], id: string): Set<string> {
  const found = new Set([id]);
  for (const node of nodes) if (node.dependsOn.some((parent) => found.has(parent))) found.add(node.id);
  return found;
}

/** Whole folders are unlinked, never written into: their files may belong to another experiment as well. */
function removeFiles({ kind, seed, model, round, id }: Step, places: Places): void {
  const remove = (path: string) => rmSync(path, { recursive: true, force: true });
  if (kind === 'world') remove(places.world);
  if (kind === 'import') for (const path of [places.pixels, places.thumbnails]) remove(path);
  if (kind === 'features') remove(places.features);
  if (kind === 'report') remove(places.report);
  if (seed === null || model === null) return;
  if (kind === 'export') remove(places.exported(seed, model));
  if (kind !== 'train') return;
  remove(places.checkpoint(seed, model));
  remove(join(places.snapshots, id));
  // Stages that the seed's models share were made by its first one.
  if (round === 0) for (const stage of stageNames) remove(places.shared(seed, stage));
}
