/** Deletes what an experiment can make again by itself, and puts back the steps that make it when a run needs it (`missingFrom`). */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Step, StepKind } from '../../../shared/models.ts';
import type { CleanableKind } from '../../../shared/settings-requests.ts';
import { EngineFailure } from '../failure.ts';
import type { Places } from '../places.ts';
import type { Node } from '../plan/graph.ts';
import { type Db, picturesByRow } from '../store/index.ts';
import { dependants, whileIdle } from './redo.ts';

/** Pixels are decoded with the import, and again by the step that reads them. */
const stepOf: Record<CleanableKind, StepKind> = {
  features: 'features',
  pixels: 'import',
  exports: 'export',
};

/** What would be deleted; null where nothing would become free, or something else could not do without it. */
export function cleanablePath(kind: CleanableKind, { features, pixels, exports }: Places): string | null {
  const kept = existsSync(join(features, 'features.safetensors'));
  switch (kind) {
    case 'features':
      return kept ? features : null;
    case 'exports':
      return existsSync(exports) ? exports : null;
    case 'pixels':
      // Where features are not kept the encoder reads the pixels whenever an image is asked for.
      return existsSync(pixels) && (kept || !existsSync(features)) ? pixels : null;
  }
}

export const makes = (kind: CleanableKind, step: Pick<Step, 'kind'>): boolean => step.kind === stepOf[kind];

/** Bytes that became free: what another experiment holds too stays on the disk. Throws while it runs. */
export function clean(folder: string, kinds: readonly CleanableKind[]): number {
  return whileIdle(folder, (db, places) => {
    if (kinds.includes('pixels')) checkPictures(db);
    let freed = 0;
    for (const kind of kinds) {
      const path = cleanablePath(kind, places);
      if (path === null) continue;
      freed += ownBytes(path);
      // The completion markers go first: what is half deleted is not taken for whole.
      for (const marker of filesAt(path).filter((file) => file.endsWith('COMPLETE'))) rmSync(marker);
      rmSync(path, { recursive: true, force: true });
    }
    return freed;
  });
}

/** Pixels are only made again from pictures that are where they were. */
function checkPictures(db: Db): void {
  const gone: string[] = [];
  for (const { file } of picturesByRow(db)) if (!existsSync(file)) gone.push(file);
  if (gone.length === 0) return;
  throw new EngineFailure(
    `${gone.length === 1 ? 'A picture is' : `${gone.length} pictures are`} no longer where the import found ${gone.length === 1 ? 'it' : 'them'} (${gone.slice(0, 3).join(', ')}): their pixels could not be made again.`,
    'Nothing was deleted. Put them back first.',
  );
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

const filesAt = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    : [path];

/** What deleting it frees: files with another name elsewhere stay. */
export const ownBytes = (path: string): number =>
  filesAt(path)
    .map((file) => statSync(file))
    .reduce((sum, { size, nlink }) => sum + (nlink > 1 ? 0 : size), 0);
