/** A source opened for its role: benchmarks give their images only, whose questions the scorers read from their own files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainFolder } from '../../formats/plain-folder/read.ts';
import { openBuilt } from '../../formats/sources/built-source.ts';
import { inspect, type OpenedSource } from '../../formats/sources/read-samples.ts';
import { openSource, type SourceFolder } from '../../formats/sources/source-folder.ts';
import { pauseFor } from '../pause.ts';
import type { PlacedSource } from './source-sets.ts';

/** Where a benchmark source has its files: itself, or its folder bench/. */
export const benchmarkFolder = (path: string): string =>
  existsSync(join(path, 'bench', 'images')) ? join(path, 'bench') : path;

export async function openForImport(placed: PlacedSource, signal: AbortSignal): Promise<OpenedSource> {
  const folder = await openFolder(placed);
  if (placed.builder) return openBuilt(folder, placed.set, placed.builder, pauseFor(signal));
  return placed.role === 'bench'
    ? inspect(folder, { format: plainFolder.format, mapping: { text: null } })
    : inspect(folder, placed.source);
}

export async function openFolder({ source, role, without }: PlacedSource): Promise<SourceFolder> {
  if (role !== 'bench') return openSource(source.path, without);
  const images = join(benchmarkFolder(source.path), 'images');
  const folder = await openSource(existsSync(images) ? images : source.path);
  // Texts and files beside them are no business of the import.
  folder.sidecars.clear();
  folder.files.length = 0;
  return folder;
}
