/** All benchmarks, in the order in which reports show them. */
import type { Benchmark } from './benchmark.ts';
import { caption } from './caption.ts';
import { chair } from './chair.ts';
import { chartqa } from './chartqa.ts';
import { chartqaVlmevalkit } from './chartqa-vlmevalkit.ts';
import { coco } from './coco.ts';
import { cocoVlmevalkit } from './coco-vlmevalkit.ts';
import { docvqa } from './docvqa.ts';
import { gqa } from './gqa.ts';
import { gqaLmmsEval } from './gqa-lmms-eval.ts';
import { gqaVlmevalkit } from './gqa-vlmevalkit.ts';
import { mme } from './mme.ts';
import { mmeAuthors } from './mme-authors.ts';
import { mmeVlmevalkit } from './mme-vlmevalkit.ts';
import { mmmu } from './mmmu.ts';
import { mmmuVlmevalkit } from './mmmu-vlmevalkit.ts';
import { ocrbench } from './ocrbench.ts';
import { ocrbenchVlmevalkit } from './ocrbench-vlmevalkit.ts';
import { ownCaptions } from './own-captions.ts';
import { pope } from './pope.ts';
import { popeLmmsEval } from './pope-lmms-eval.ts';
import { popeVlmevalkit } from './pope-vlmevalkit.ts';
import { refcoco } from './refcoco.ts';
import { refcocoVila } from './refcoco-vila.ts';
import { refcocoVlmevalkit } from './refcoco-vlmevalkit.ts';
import { textvqa } from './textvqa.ts';
import { textvqaLmmsEval } from './textvqa-lmms-eval.ts';
import { textvqaVlmevalkit } from './textvqa-vlmevalkit.ts';
import { vlmevalkit } from './vlmevalkit.ts';
import { vqa } from './vqa.ts';
import { vqaLmmsEval } from './vqa-lmms-eval.ts';
import { vsr } from './vsr.ts';
import { vsrVlmevalkit } from './vsr-vlmevalkit.ts';

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
  popeLmmsEval,
  popeVlmevalkit,
  vqaLmmsEval,
  textvqaLmmsEval,
  textvqaVlmevalkit,
  gqaLmmsEval,
  gqaVlmevalkit,
  vsrVlmevalkit,
  chartqaVlmevalkit,
  ocrbenchVlmevalkit,
  mmmuVlmevalkit,
  mmeAuthors,
  mmeVlmevalkit,
  cocoVlmevalkit,
  refcocoVlmevalkit,
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
