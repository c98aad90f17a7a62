/**
 * Visual Spatial Reasoning (Liu et al. 2023): accuracy, also by relation, as in `src/eval.py` and `eval_compute_acc_by_rel.py`
 * (cambridgeltl/visual-spatial-reasoning, commit b27a0af). Upstream judges classifiers; an answer in words is read by its first word that is
 * yes, true, no or false (any case, punctuation aside). An answer without such a word is wrong, and counted as `unreadable`.
 */
import { join } from 'node:path';
import { answerTo, meansByGroup, ratio } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { foundAt, imageAt, stringAt } from './read-entries.ts';
import { readLines } from './stream-entries.ts';

interface Truth {
  readonly label: 0 | 1;
  readonly relation: string;
}

export const vsr: Benchmark = {
  name: 'vsr',
  title: 'VSR (spatial relations, true or false)',
  scorer: 'VSR accuracy, first yes/true/no/false',
  metric: 'accuracy',
  maxNewTokens: 8,

  async read(benchFolder, folder = 'vsr') {
    const file = join(benchFolder, folder, 'test.jsonl');
    const items: BenchmarkItem[] = [];
    const isThere = await readLines(file, (entry, where) => {
      const { label } = entry;
      if (label !== 0 && label !== 1)
        throw new BenchmarkError(file, where, 'label', `0 or 1 is expected, not ${foundAt(entry, 'label')}.`);
      const statement = stringAt(file, where, entry, 'caption').toLowerCase().trim();
      items.push({
        // the file has no ids; the position is stable as long as the file is
        id: String(items.length),
        image: imageAt(file, where, entry),
        prompt: `${statement.endsWith('.') ? statement : `${statement}.`} is that true?`,
        truth: { label, relation: stringAt(file, where, entry, 'relation') } satisfies Truth,
      });
    });
    return isThere ? items : null;
  },

  score: (item, prediction) => (judgement(prediction) === (item.truth as Truth).label ? 1 : 0),

  details(items, predictions) {
    const judged = items.map((item) => ({
      truth: item.truth as Truth,
      said: judgement(answerTo(item, predictions)),
    }));
    return {
      ...ratio('unreadable', judged.filter(({ said }) => said === null).length, items.length),
      ...ratio('yes-ratio', judged.filter(({ said }) => said === 1).length, items.length),
      ...meansByGroup(
        judged.map(({ truth, said }) => ({ group: truth.relation, score: said === truth.label ? 1 : 0 })),
        'relation ',
      ),
    };
  },
};

/** 1 for yes or true, 0 for no or false, null when the answer says neither. */
export function judgement(answer: string): 0 | 1 | null {
  const word = /(?<![\p{L}\p{N}'’])(yes|true|no|false)(?![\p{L}\p{N}'’])/iu.exec(answer)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word === 'yes' || word === 'true' ? 1 : 0;
}
