/** The files of a source as they are now, and what has changed since they were read. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { SourceFolder } from '../../formats/sources/source-folder.ts';
import { type Db, type FileState, filesOfSource, sha256OfImage } from '../../store/index.ts';
import type { PlacedSource } from './source-sets.ts';

export interface FileChange {
  readonly path: string;
  readonly what: 'changed' | 'new' | 'gone';
}

export async function fileStates(source: SourceFolder): Promise<FileState[]> {
  const files = new Map<string, string>([
    ...source.images,
    ...source.sidecars,
    ...source.files.map(({ path, file }) => [path, file] as const),
  ]);
  const states: FileState[] = [];
  for (const [path, file] of files) {
    const { size, mtimeMs } = await stat(file);
    states.push({ path, size, modified: mtimeMs });
  }
  return states.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** An image that was only touched counts as unchanged: its hash is known. */
export async function changesOf(
  db: Db,
  { ordinal, set, prefix }: PlacedSource,
  source: SourceFolder,
  now: readonly FileState[],
): Promise<FileChange[]> {
  const known = new Map(filesOfSource(db, ordinal).map((state) => [state.path, state]));
  const changes: FileChange[] = [];
  for (const { path, size, modified } of now) {
    const then = known.get(path);
    known.delete(path);
    if (!then) changes.push({ path, what: 'new' });
    else if (then.size !== size) changes.push({ path, what: 'changed' });
    else if (then.modified !== modified) {
      const file = source.images.get(path);
      const sha256 = sha256OfImage(db, set, prefix + path);
      const same = file !== undefined && sha256 !== null && (await sha256OfFile(file)) === sha256;
      if (!same) changes.push({ path, what: 'changed' });
    }
  }
  for (const path of known.keys()) changes.push({ path, what: 'gone' });
  return changes;
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
