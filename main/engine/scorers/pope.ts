/**
 * POPE, object existence (Li et al. 2023), by the rule of the authors' own `evaluate.py` (AoiDragon/POPE, commit f3ec604): only the text
 * before the first full stop, commas removed, cut at single spaces; a token `No`, `no` or `not` means no, everything else means yes.
 * So "NO", "No!" and "There isn't a dog." mean yes; other evaluators disagree, which is why the scorer is named beside the score.
 * A label other than `no` counts as yes, as upstream. Where upstream would divide by zero, the ratio is left out.
 */
import { join } from 'node:path';
import { answerTo, type Predictions, ratio } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { onlyFile } from './files.ts';
import { idAt, imageAt, refuseRepeats, stringAt } from './read-entries.ts';
import { readLines } from './stream-entries.ts';

const splits = ['random', 'popular', 'adversarial'] as const;

export const pope: Benchmark = {
  name: 'pope',
  title: 'POPE (object existence)',
  scorer: 'POPE evaluate.py',
  metric: 'accuracy',
  maxNewTokens: 8,

  async read(benchFolder, folder = 'pope') {
    const items: BenchmarkItem[] = [];
    for (const split of splits) {
      const file = await onlyFile(join(benchFolder, folder), new RegExp(`pope_${split}\\.jsonl?$`));
      if (file === null) continue;
      const ids: string[] = [];
      await readLines(file, (entry, where) => {
        const label = stringAt(file, where, entry, 'label');
        if (label !== 'yes' && label !== 'no') {
          throw new BenchmarkError(
            file,
            where,
            'label',
            `"yes" or "no" is expected, not ${JSON.stringify(label)}.`,
          );
        }
        const id = `${split}:${idAt(file, where, entry, 'question_id')}`;
        ids.push(id);
        items.push({
          id,
          image: imageAt(file, where, entry),
          prompt: stringAt(file, where, entry, 'text'),
          truth: { split, label },
        });
      });
      refuseRepeats(file, ids);
    }
    return items.length === 0 ? null : items;
  },

  score: (item, prediction) => (saysYes(prediction) === isThere(item) ? 1 : 0),

  details(items, predictions) {
    const details = tally(items, predictions, '');
    for (const split of splits) {
      const members = items.filter((item) => (item.truth as Truth).split === split);
      if (members.length > 0) Object.assign(details, tally(members, predictions, ` ${split}`));
    }
    return details;
  },
};

interface Truth {
  readonly split: string;
  readonly label: string;
}

export function saysYes(answer: string): boolean {
  const firstSentence = answer.split('.')[0] ?? '';
  const words = firstSentence.replaceAll(',', '').split(' ');
  return !words.some((word) => word === 'No' || word === 'not' || word === 'no');
}

function isThere(item: BenchmarkItem): boolean {
  return (item.truth as Truth).label !== 'no';
}

function tally(
  items: readonly BenchmarkItem[],
  predictions: Predictions,
  suffix: string,
): Record<string, number> {
  let truePositive = 0;
  let trueNegative = 0;
  let falsePositive = 0;
  let falseNegative = 0;
  for (const item of items) {
    const yes = saysYes(answerTo(item, predictions));
    if (isThere(item)) yes ? truePositive++ : falseNegative++;
    else yes ? falsePositive++ : trueNegative++;
  }
  const saidYes = truePositive + falsePositive;
  return {
    ...ratio(`accuracy${suffix}`, truePositive + trueNegative, items.length),
    ...ratio(`precision${suffix}`, truePositive, saidYes),
    ...ratio(`recall${suffix}`, truePositive, truePositive + falseNegative),
    ...f1(suffix, truePositive, falsePositive, falseNegative),
    ...ratio(`yes-ratio${suffix}`, saidYes, items.length),
  };
}

/** 2pr / (p + r) in upstream's order of operations, to the last bit; 0 where upstream divides by zero because nothing was found. */
function f1(suffix: string, right: number, imagined: number, missed: number): Record<string, number> {
  if (right === 0) return ratio(`f1${suffix}`, 0, imagined + missed);
  const precision = right / (right + imagined);
  const recall = right / (right + missed);
  return { [`f1${suffix}`]: (2 * precision * recall) / (precision + recall) };
}
