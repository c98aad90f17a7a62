/**
 * ChartQA (Masry et al. 2022) by lmms-eval's relaxed accuracy (`chartqa/utils.py`, commit 75571cf): a number within 5 % of the true one,
 * else the same text apart from capitals. `12%` is 0.12; a true 0 is compared as text; "1,000" is no number.
 * The folder holds the official `test_human.json` and `test_augmented.json` (lists of `imgname, query, label`).
 */
import { basename, join } from 'node:path';
import { answerTo, meansByGroup } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { filesIn } from './files.ts';
import { oneWord } from './prompts.ts';
import { floatOf } from './python-number.ts';
import { imageAt, stringAt } from './read-entries.ts';
import { readList } from './stream-entries.ts';

interface Truth {
  readonly label: string;
  /** human, augmented */
  readonly split: string;
}

export const chartqa: Benchmark = {
  name: 'chartqa',
  title: 'ChartQA (charts)',
  scorer: 'lmms-eval chartqa (relaxed, 5 %)',
  metric: 'relaxed accuracy',
  maxNewTokens: 16,

  async read(benchFolder, folder = 'chartqa') {
    const items: BenchmarkItem[] = [];
    for (const file of await filesIn(join(benchFolder, folder), /_(human|augmented)\.json$/)) {
      const split = /_(human|augmented)\.json$/.exec(basename(file))?.[1] as string;
      let number = 0;
      await readList(file, (entry, where) => {
        items.push({
          // the file has no ids; the position is stable as long as the file is
          id: `${basename(file, '.json')}:${number++}`,
          image: imageAt(file, where, entry, 'imgname'),
          prompt: oneWord(stringAt(file, where, entry, 'query')),
          truth: { label: stringAt(file, where, entry, 'label'), split } satisfies Truth,
        });
      });
    }
    return items.length === 0 ? null : items;
  },

  score: (item, prediction) => (isRelaxedMatch(prediction, (item.truth as Truth).label) ? 1 : 0),

  details: (items, predictions) =>
    meansByGroup(
      items.map((item) => ({
        group: (item.truth as Truth).split,
        score: chartqa.score(item, answerTo(item, predictions)),
      })),
      'relaxed accuracy ',
    ),
};

export function isRelaxedMatch(said: string, label: string): boolean {
  const number = shareOrNumber(said);
  const truth = shareOrNumber(label);
  if (number !== null && truth !== null && truth !== 0)
    return Math.abs(number - truth) / Math.abs(truth) <= 0.05;
  return said.toLowerCase() === label.toLowerCase();
}

function shareOrNumber(text: string): number | null {
  if (!text.endsWith('%')) return floatOf(text);
  const number = floatOf(text.replace(/%+$/, ''));
  return number === null ? null : number / 100;
}
