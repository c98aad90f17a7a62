/** A source opened for its role. */
import { openBenchmark, openBenchmarkFolder } from '../../formats/sources/benchmark-source.ts';
import { openBuilt } from '../../formats/sources/built-source.ts';
import { inspect, type OpenedSource } from '../../formats/sources/read-samples.ts';
import { openSource, type SourceFolder } from '../../formats/sources/source-folder.ts';
import { pauseFor } from '../pause.ts';
import type { PlacedSource } from './source-sets.ts';

export async function openForImport(placed: PlacedSource, signal: AbortSignal): Promise<OpenedSource> {
  const folder = await openFolder(placed);
  if (placed.builder) return openBuilt(folder, placed.set, placed.builder, pauseFor(signal));
  return placed.role === 'bench' ? openBenchmark(folder, placed.source.path) : inspect(folder, placed.source);
}

export const openFolder = ({ source, role, without }: PlacedSource): Promise<SourceFolder> =>
  role === 'bench' ? openBenchmarkFolder(source.path) : openSource(source.path, without);
