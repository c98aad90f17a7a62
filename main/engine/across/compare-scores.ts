/** Two experiments' scores of one model on one benchmark, question by question. Pure. */
import {
  type PairedComparison,
  pairedComparison,
  pooledComparison,
  type ResamplingOptions,
} from '../stats/index.ts';

/** Score by item, of one training. */
export type ItemScores = ReadonlyMap<string, number>;

/** One entry a training. */
export interface Trainings {
  readonly seeds: readonly number[];
  readonly scores: readonly ItemScores[];
}

/**
 * Here minus there on those of `items` that every training has answered; null where there is none. The same seeds on both sides are paired
 * and pooled, so that the interval holds over other trainings too; else each side's trainings are averaged item by item, and the interval
 * is one over other questions alone.
 */
export function compareScores(
  here: Trainings,
  there: Trainings,
  items: Iterable<string>,
  options: ResamplingOptions,
): PairedComparison | null {
  const all = [...here.scores, ...there.scores];
  const common = [...items].filter((item) => all.every((scores) => scores.has(item)));
  if (common.length === 0 || here.scores.length === 0 || there.scores.length === 0) return null;
  const columns = ({ scores }: Trainings): Float64Array[] =>
    scores.map((one) => Float64Array.from(common, (item) => one.get(item) as number));
  const [ours, theirs] = [columns(here), columns(there)];
  if (here.seeds.join() === there.seeds.join()) return pooledComparison(ours, theirs, options);
  return pairedComparison(averageOf(ours), averageOf(theirs), options);
}

const averageOf = (columns: readonly Float64Array[]): Float64Array =>
  (columns[0] as Float64Array).map(
    (_, at) => columns.reduce((sum, column) => sum + (column[at] as number), 0) / columns.length,
  );
