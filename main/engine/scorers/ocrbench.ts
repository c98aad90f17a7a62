/**
 * OCRBench (Liu et al. 2024) by lmms-eval's rule (`ocrbench/utils.py`, commit bbddc79): 1 when one of the answers is contained in the
 * prediction, both with full-width characters folded, lower-cased, trimmed and with line breaks as spaces. For `HME100k` (formulas) case
 * counts and spaces do not. Short answers are found inside longer words; that is the official rule too.
 */
import { join } from 'node:path';
import { answerTo, meansByGroup } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { strip } from './python-text.ts';
import { idAt, imageAt, refuseRepeats, stringAt } from './read-entries.ts';
import { readList } from './stream-entries.ts';

interface Truth {
  readonly dataset: string;
  readonly answers: readonly string[];
  readonly questionType: string;
}

export const ocrbench: Benchmark = {
  name: 'ocrbench',
  title: 'OCRBench (reading)',
  scorer: 'lmms-eval ocrbench (substring)',
  metric: 'accuracy',
  maxNewTokens: 16,

  async read(benchFolder, folder = 'ocrbench') {
    const file = join(benchFolder, folder, 'ocrbench.json');
    const items: BenchmarkItem[] = [];
    const isThere = await readList(file, (entry, where) => {
      const answers = typeof entry.answer === 'string' ? [entry.answer] : entry.answer;
      if (
        !Array.isArray(answers) ||
        answers.length === 0 ||
        !answers.every((one) => typeof one === 'string' && strip(one) !== '')
      ) {
        throw new BenchmarkError(
          file,
          where,
          'answer',
          'a text or a list of texts is expected, none of them empty.',
        );
      }
      items.push({
        id: idAt(file, where, entry, 'question_id'),
        image: imageAt(file, where, entry),
        prompt: strip(stringAt(file, where, entry, 'question')),
        truth: {
          dataset: stringAt(file, where, entry, 'dataset'),
          answers,
          questionType: stringAt(file, where, entry, 'question_type'),
        } satisfies Truth,
      });
    });
    if (!isThere) return null;
    refuseRepeats(
      file,
      items.map((item) => item.id),
    );
    return items;
  },

  score: (item, prediction) => contained(item.truth as Truth, prediction),

  details: (items, predictions) =>
    meansByGroup(
      items.map((item) => ({
        group: (item.truth as Truth).questionType,
        score: contained(item.truth as Truth, answerTo(item, predictions)),
      })),
      'question type ',
    ),
};

function contained({ dataset, answers }: Truth, prediction: string): number {
  const plain = dataset === 'HME100k' ? withoutSpaces : folded;
  const said = plain(prediction);
  return answers.some((answer) => said.includes(plain(answer))) ? 1 : 0;
}

function withoutSpaces(text: string): string {
  return strip(text).replaceAll('\n', ' ').replaceAll(' ', '');
}

function folded(text: string): string {
  const ascii = text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return strip(ascii.replaceAll('\u3000', ' ').toLowerCase()).replaceAll('\n', ' ');
}
