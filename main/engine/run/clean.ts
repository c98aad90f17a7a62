/** Deletes what an experiment can make again by itself, and puts back the steps that make it when a run needs it (`missingFrom`). */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Step, StepKind } from '../../../shared/models.ts';
import type { CleanableKind } from '../../../shared/settings-requests.ts';
import type { Places } from '../places.ts';
import type { Node } from '../plan/graph.ts';
import { dependants, whileIdle } from './redo.ts';

const stepOf: Record<CleanableKind, StepKind> = { features: 'features', exports: 'export' };

/** Null where there is nothing of it that would free anything. Features that are not kept are a note of a few bytes, which stays. */
export function cleanableFolder(kind: CleanableKind, { features, exports }: Places): string | null {
  const folder = kind === 'features' ? features : exports;
  const there = kind === 'features' ? join(features, 'features.safetensors') : exports;
  return existsSync(there) ? folder : null;
}

export const makes = (kind: CleanableKind, step: Pick<Step, 'kind'>): boolean => step.kind === stepOf[kind];

/** Bytes that became free: what another experiment holds too stays on the disk. Throws while it runs. */
export function clean(folder: string, kinds: readonly CleanableKind[]): number {
  return whileIdle(folder, (_, places) => {
    let freed = 0;
    for (const kind of kinds) {
      const path = cleanableFolder(kind, places);
      if (path === null) continue;
      freed += ownBytes(path);
      // The completion markers go first: what is half deleted is not taken for whole.
      for (const marker of filesIn(path).filter((file) => file.endsWith('COMPLETE'))) rmSync(marker);
      rmSync(path, { recursive: true, force: true });
    }
    return freed;
  });
}

/** Steps that are done, whose files are gone, and that an open step is made from: they have to be done again before it. */
export function missingFrom(steps: readonly Step[], nodes: readonly Node[], places: Places): Step[] {
  const isOpen = new Set(
    steps
      // A report and a verdict read rows alone.
      .filter(
        ({ kind, state }) =>
          kind !== 'report' && kind !== 'decide' && state !== 'done' && state !== 'skipped',
      )
      .map(({ id }) => id),
  );
  return steps.filter((step) => {
    if (step.state !== 'done' || isThere(step, places)) return false;
    return readersOf(step, nodes).some((id) => isOpen.has(id));
  });
}

/** Features are read by whoever trains or asks a model, however far behind; an export only by who captions with it. */
function readersOf({ id, kind }: Step, nodes: readonly Node[]): string[] {
  if (kind !== 'export') return [...dependants(nodes, id)];
  return nodes.filter(({ dependsOn }) => dependsOn.includes(id)).map((node) => node.id);
}

function isThere({ kind, seed, model }: Step, places: Places): boolean {
  if (kind === 'features') return existsSync(join(places.features, 'COMPLETE'));
  if (kind === 'export' && seed !== null && model !== null)
    return existsSync(join(places.exported(seed, model), 'COMPLETE'));
  return true;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const ownBytes = (folder: string): number =>
  filesIn(folder)
    .map((file) => statSync(file))
    .reduce((sum, { size, nlink }) => sum + (nlink > 1 ? 0 : size), 0);
