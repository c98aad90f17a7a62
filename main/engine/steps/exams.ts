/** The benchmarks of a dataset as what can be asked: read by the import, so that a malformed file is told before hours of training. */
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedBenchmark } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { withSeparator } from '../formats/sets.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem, type LeftOut } from '../scorers/index.ts';
import { benchmarkOf, folderOf, scorerOf } from '../scorers/planned.ts';
import { vlmevalkit } from '../scorers/vlmevalkit.ts';
import type { Skip } from '../store/index.ts';
import type { BenchPlace } from './dataset-places.ts';

export interface Exam {
  readonly benchmark: Benchmark;
  readonly items: readonly BenchmarkItem[];
}

/** Questions whose image is one of `images` (by name), of the benchmarks that are there, each from the first place that has it. */
export async function readExams(
  planned: readonly PlannedBenchmark[],
  places: readonly BenchPlace[],
  images: { has(name: string): boolean; readonly size: number },
): Promise<{ exams: Exam[]; skipped: Skip[] }> {
  const exams: Exam[] = [];
  const skipped: Skip[] = [];
  if (images.size === 0) return { exams, skipped };
  for (const one of planned) {
    const benchmark = benchmarkOf(one);
    const leftOut: LeftOut = (what, count, why) =>
      skipped.push({ what: `${what} of ${benchmark.title}`, count, why });
    const all = await firstOf(benchmark, one, places, leftOut);
    if (all === null) {
      skipped.push({
        what: `benchmark ${benchmark.title}`,
        count: 1,
        why: `no ${join('bench', folderOf(one))} in the dataset`,
      });
      continue;
    }
    const items = all.filter(({ image }) => images.has(image));
    if (items.length < all.length) {
      const count = all.length - items.length;
      skipped.push({
        what: `questions of ${benchmark.title}`,
        count,
        why: 'their image is missing or quarantined',
      });
    }
    if (items.length > 0) exams.push({ benchmark, items });
  }
  return { exams, skipped };
}

/** Names what is asked and what is right: the same digest is the same exam. */
export function digestOf(exams: readonly Exam[]): string {
  const hash = createHash('sha256');
  for (const { benchmark, items } of exams) hash.update(JSON.stringify([benchmark.name, items]));
  return hash.digest('hex');
}

async function firstOf(
  benchmark: Benchmark,
  planned: PlannedBenchmark,
  places: readonly BenchPlace[],
  leftOut: LeftOut,
): Promise<BenchmarkItem[] | null> {
  for (const { folder, prefix, table } of places) {
    const inside = folderOf(planned);
    const items =
      ((await liesInside(folder, inside)) ? await itemsOf(benchmark, folder, inside, leftOut) : null) ??
      (table !== null && scorerOf(planned) === vlmevalkit.name
        ? await itemsOf(benchmark, folder, table, leftOut)
        : null);
    if (items) return prefix === '' ? items : items.map((item) => ({ ...item, image: prefix + item.image }));
  }
  return null;
}

/** A link out of the dataset counts as absent: nothing outside it is read. */
async function liesInside(folder: string, name: string): Promise<boolean> {
  try {
    const [root, inside] = await Promise.all([realpath(folder), realpath(join(folder, name))]);
    return inside.startsWith(withSeparator(root));
  } catch {
    return false;
  }
}

async function itemsOf(
  benchmark: Benchmark,
  folder: string,
  inside: string,
  leftOut: LeftOut,
): Promise<BenchmarkItem[] | null> {
  try {
    return await benchmark.read(folder, inside, leftOut);
  } catch (error) {
    if (!(error instanceof BenchmarkError)) throw error;
    throw new EngineFailure(
      `The files of ${benchmark.title} cannot be used. ${error.message}`,
      `Mend that file, or take its folder out of the dataset to go on without ${benchmark.title}; then resume.`,
      { cause: error },
    );
  }
}
