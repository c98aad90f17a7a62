/** All benchmarks, in the order in which reports show them. */
import type { Benchmark } from './benchmark.ts';
import { caption } from './caption.ts';
import { ocrbench } from './ocrbench.ts';
import { pope } from './pope.ts';
import { refcoco } from './refcoco.ts';
import { vqa } from './vqa.ts';
import { vsr } from './vsr.ts';

export type { Benchmark, BenchmarkItem } from './benchmark.ts';
export { BenchmarkError } from './benchmark.ts';

export const benchmarks: readonly Benchmark[] = [pope, vqa, caption, vsr, refcoco, ocrbench];

/** `POPE` of "POPE (object existence)": as it reads in a sentence or a column. A name without a scorer stays as it is. */
export function shortTitle(name: string): string {
  const title = benchmarks.find((benchmark) => benchmark.name === name)?.title ?? name;
  return title.split(' (')[0] as string;
}

export function benchmarkNamed(name: string): Benchmark {
  const found = benchmarks.find((benchmark) => benchmark.name === name);
  if (!found) {
    throw new RangeError(
      `There is no benchmark "${name}". Known: ${benchmarks.map((one) => one.name).join(', ')}.`,
    );
  }
  return found;
}
