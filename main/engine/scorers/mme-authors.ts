/**
 * MME by the authors' own `eval_tool/calculation.py` (Fu et al. 2023): an answer in small letters is yes or no when its first four letters
 * contain the word, "yes" before "no"; nothing is trimmed, and "y" is neither. A category's points are 100 times its accuracy and 100
 * times the share of images with both questions right.
 */
import { answerTo, type Predictions } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { abilities, type MmeTruth, mme } from './mme.ts';
import { variantOf } from './variant.ts';

const truthOf = ({ truth }: BenchmarkItem) => truth as MmeTruth;

export function startsWithYesOrNo(answer: string): 'yes' | 'no' | 'other' {
  const start = Array.from(answer.toLowerCase()).slice(0, 4).join('');
  return start.includes('yes') ? 'yes' : start.includes('no') ? 'no' : 'other';
}

export const mmeAuthors = variantOf(mme, 'its authors', {
  name: 'mme-authors',
  scorer: 'MME calculation.py',

  score: (item, prediction) => (startsWithYesOrNo(prediction) === truthOf(item).answer ? 1 : 0),

  details: (items, predictions) =>
    mmePoints(items, predictions, mmeAuthors.score, {
      perception: abilities.perception,
      cognition: abilities.cognition,
    }),
});

/** Points of each category and, summed in their order, of each ability. */
export function mmePoints(
  items: readonly BenchmarkItem[],
  predictions: Predictions,
  score: (item: BenchmarkItem, prediction: string) => number,
  sums: Readonly<Record<string, readonly string[]>>,
): Record<string, number> {
  const points = new Map(
    [...Map.groupBy(items, (item) => truthOf(item).category)].map(([category, members]) => {
      const right = (item: BenchmarkItem): number => score(item, answerTo(item, predictions));
      const pairs = [...Map.groupBy(members, (item) => truthOf(item).question).values()];
      const both = pairs.filter((pair) => pair.every((item) => right(item) === 1)).length;
      const all = members.reduce((sum, item) => sum + right(item), 0);
      return [category, (all / members.length) * 100 + (both / pairs.length) * 100] as const;
    }),
  );
  return Object.fromEntries([
    ...Object.entries(sums).map(([ability, categories]) => [
      `${ability} (points)`,
      categories.reduce((sum, category) => sum + (points.get(category) ?? 0), 0),
    ]),
    ...[...points].map(([category, value]) => [`${category} (points)`, value]),
  ]);
}
