/**
 * OCRBench (Liu et al. 2024) by lmms-eval's rule (`ocrbench/utils.py`, commit bbddc79): 1 when one of the answers is contained in the
 * prediction, both with full-width characters folded, lower-cased, trimmed and with line breaks as spaces. For `HME100k` (formulas) case
 * counts and spaces do not. Short answers are found inside longer words; that is the official rule too. The folder holds the authors' own
 * `OCRBench.json`, or a list with the fields of lmms-eval's copy.
 */
import { join } from 'node:path';
import { answerTo, meansByGroup } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { onlyFile } from './files.ts';
import { strip } from './python-text.ts';
import { type Entry, idAt, imageAt, refuseRepeats, stringAt, textsAt } from './read-entries.ts';
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
    const file = await onlyFile(join(benchFolder, folder), /\.json$/i);
    if (file === null) return null;
    const items: BenchmarkItem[] = [];
    await readList(file, (entry, where) => {
      items.push(
        Object.hasOwn(entry, 'dataset_name')
          ? official(file, where, entry, items.length)
          : ofHub(file, where, entry),
      );
    });
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

/** As the authors publish it (Yuliang-Liu/MultimodalOCR, `OCRBench.json`); its ids repeat, so that the position stands for them. */
function official(file: string, where: string, entry: Entry, position: number): BenchmarkItem {
  return {
    id: String(position),
    image: imageAt(file, where, entry, 'image_path'),
    prompt: strip(stringAt(file, where, entry, 'question')),
    truth: {
      dataset: stringAt(file, where, entry, 'dataset_name'),
      answers: answersAt(file, where, entry, 'answers'),
      questionType: stringAt(file, where, entry, 'type'),
    } satisfies Truth,
  };
}

/** With the fields of lmms-eval's copy. */
function ofHub(file: string, where: string, entry: Entry): BenchmarkItem {
  return {
    id: idAt(file, where, entry, 'question_id'),
    image: imageAt(file, where, entry),
    prompt: strip(stringAt(file, where, entry, 'question')),
    truth: {
      dataset: stringAt(file, where, entry, 'dataset'),
      answers: answersAt(file, where, entry, 'answer'),
      questionType: stringAt(file, where, entry, 'question_type'),
    } satisfies Truth,
  };
}

/** An empty answer would be found in every text. */
function answersAt(file: string, where: string, entry: Entry, field: string): string[] {
  const answers = textsAt(file, where, entry, field);
  if (answers.every((answer) => strip(answer) !== '')) return answers;
  throw new BenchmarkError(file, where, field, 'a text or a list of texts is expected, none of them empty.');
}

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
