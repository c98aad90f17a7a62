/** The benchmarks of a plan: known ones by name, and the user's own by the rule of a known one. */
import type { PlannedBenchmark } from '../../../shared/plan.ts';
import type { Benchmark } from './benchmark.ts';
import { benchmarkNamed } from './index.ts';

export const nameOf = (planned: PlannedBenchmark): string =>
  typeof planned === 'string' ? planned : planned.name;

/** Its folder inside `bench`. */
export const folderOf = (planned: PlannedBenchmark): string =>
  typeof planned === 'string'
    ? (benchmarkNamed(planned).folder ?? planned)
    : planned.folder.slice('bench/'.length);

/** Throws a RangeError where nobody knows the benchmark, or the scorer of the user's own. */
export function benchmarkOf(planned: PlannedBenchmark): Benchmark {
  if (typeof planned === 'string') return benchmarkNamed(planned);
  const { name, scorer } = planned;
  const known = benchmarkNamed(scorer);
  return {
    ...known,
    name,
    title: name,
    read: (benchFolder, folder = folderOf(planned), leftOut) => known.read(benchFolder, folder, leftOut),
  };
}

/** The name of the rule that its answers are scored by. */
export const scorerOf = (planned: PlannedBenchmark): string =>
  typeof planned === 'string' ? planned : planned.scorer;
