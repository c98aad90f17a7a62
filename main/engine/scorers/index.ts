/** All benchmarks, in the order in which reports show them. */
import type { Benchmark } from './benchmark.ts';
import { caption } from './caption.ts';
import { chair } from './chair.ts';
import { chartqa } from './chartqa.ts';
import { coco } from './coco.ts';
import { docvqa } from './docvqa.ts';
import { gqa } from './gqa.ts';
import { mme } from './mme.ts';
import { mmmu } from './mmmu.ts';
import { ocrbench } from './ocrbench.ts';
import { ownCaptions } from './own-captions.ts';
import { pope } from './pope.ts';
import { refcoco } from './refcoco.ts';
import { refcocoVila } from './refcoco-vila.ts';
import { textvqa } from './textvqa.ts';
import { vlmevalkit } from './vlmevalkit.ts';
import { vqa } from './vqa.ts';
import { vsr } from './vsr.ts';

export type { Benchmark, BenchmarkItem, LeftOut } from './benchmark.ts';
export { BenchmarkError } from './benchmark.ts';

/** Those that the embedded world brings files for. */
export const worldBenchmarks: readonly Benchmark[] = [pope, vqa, caption, vsr, refcoco, ocrbench];

export const benchmarks: readonly Benchmark[] = [
  ...worldBenchmarks,
  gqa,
  textvqa,
  docvqa,
  chartqa,
  mmmu,
  mme,
  refcocoVila,
  coco,
  chair,
  ownCaptions,
  vlmevalkit,
];

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
