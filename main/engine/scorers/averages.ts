/** Mean scores overall and by group, as details of a benchmark. */
import type { BenchmarkItem } from './benchmark.ts';

export type Predictions = ReadonlyMap<string, string>;

/** An item without a prediction counts as an empty answer. */
export function answerTo(item: BenchmarkItem, predictions: Predictions): string {
  return predictions.get(item.id) ?? '';
}

/** `{ [prefix + group]: mean }`, groups in order of their names. */
export function meansByGroup(
  scored: readonly { group: string; score: number }[],
  prefix: string,
): Record<string, number> {
  const groups = Map.groupBy(scored, ({ group }) => group);
  const means: Record<string, number> = {};
  for (const group of [...groups.keys()].sort()) {
    const members = groups.get(group) as { score: number }[];
    means[`${prefix}${group}`] = members.reduce((sum, { score }) => sum + score, 0) / members.length;
  }
  return means;
}

/** Leaves a ratio out where its denominator is 0. */
export function ratio(name: string, above: number, below: number): Record<string, number> {
  return below === 0 ? {} : { [name]: above / below };
}
