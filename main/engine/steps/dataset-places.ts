/** Where an experiment's data lies. */
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plan } from '../../../shared/plan.ts';
import { benchmarkFolder } from '../formats/sources/benchmark-source.ts';
import type { Places } from '../places.ts';
import { placed } from './sources/source-sets.ts';

export const datasetFolder = ({ dataset }: Plan, places: Places): string =>
  dataset.kind === 'folder' ? dataset.path : places.world;

/** Of the benchmark that is made of the user's own images. */
export const ownBenchFolder = ({ folder }: Places): string => join(folder, 'bench');

/** Where benchmarks' files lie, with what their images' names begin with in the store. */
export interface BenchPlace {
  readonly folder: string;
  readonly prefix: string;
  /** A table that is a benchmark by itself, or a folder of such: below `folder`. */
  readonly table: string | null;
}

/** One for each source of benchmarks; else the dataset's one. */
export function benchPlaces(plan: Plan, places: Places): BenchPlace[] {
  if (plan.ownCaptions || plan.dataset.kind !== 'sources')
    return [{ folder: benchFolder(plan, places), prefix: '', table: null }];
  return placed(plan.dataset.sources)
    .filter(({ role }) => role === 'bench')
    .map(({ source: { path }, prefix }) => {
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
      return isFile
        ? { folder: dirname(path), prefix, table: basename(path) }
        : { folder: benchmarkFolder(path), prefix, table: '.' };
    });
}

/** Where the benchmarks lie; a folder that is not there where there are none. */
export function benchFolder(plan: Plan, places: Places): string {
  if (plan.ownCaptions) return ownBenchFolder(places);
  if (plan.dataset.kind !== 'sources') return join(datasetFolder(plan, places), 'bench');
  const source = plan.dataset.sources.find(({ role }) => role === 'benchmark');
  return source ? benchmarkFolder(source.path) : ownBenchFolder(places);
}
