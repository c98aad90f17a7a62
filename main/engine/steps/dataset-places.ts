/** Where an experiment's data lies. */
import { join } from 'node:path';
import type { Plan } from '../../../shared/models.ts';
import type { Places } from '../places.ts';
import { benchmarkFolder } from './sources/open-for-import.ts';

export const datasetFolder = ({ dataset }: Plan, places: Places): string =>
  dataset.kind === 'folder' ? dataset.path : places.world;

/** Of the benchmark that is made of the user's own images. */
export const ownBenchFolder = ({ folder }: Places): string => join(folder, 'bench');

/** Where the benchmarks lie; a folder that is not there where there are none. */
export function benchFolder(plan: Plan, places: Places): string {
  if (plan.ownCaptions) return ownBenchFolder(places);
  if (plan.dataset.kind !== 'sources') return join(datasetFolder(plan, places), 'bench');
  const source = plan.dataset.sources.find(({ role }) => role === 'benchmark');
  return source ? benchmarkFolder(source.path) : ownBenchFolder(places);
}
