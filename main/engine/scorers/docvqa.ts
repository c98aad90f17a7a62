/**
 * DocVQA (Mathew et al. 2021) by lmms-eval's ANLS (`api/metrics.py`, commit 75571cf): 1 - edit distance / length of the longer text, the best
 * over all answers, 0 below 0.5. The distance is taken of texts in small letters with single spaces, the length of the texts in capitals
 * as they came; that mixture is part of upstream's score, and so can lift it a little for a text with double spaces.
 * The folder holds one official file (`val_v1.0_withQT.json`: `data[]` of `questionId, question, question_types, image, answers`).
 */
import { join } from 'node:path';
import { answerTo, meansByGroup } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { onlyFile } from './files.ts';
import { shortAnswer } from './prompts.ts';
import { split } from './python-text.ts';
import { answersAt, idAt, imageAt, refuseRepeats, stringAt } from './read-entries.ts';
import { readLists } from './stream-entries.ts';

interface Truth {
  readonly answers: readonly string[];
  readonly types: readonly string[];
}

export const docvqa: Benchmark = {
  name: 'docvqa',
  title: 'DocVQA (documents)',
  scorer: 'lmms-eval ANLS',
  metric: 'ANLS',
  maxNewTokens: 32,

  async read(benchFolder, folder = 'docvqa') {
    const file = await onlyFile(join(benchFolder, folder), /\.json$/i);
    if (file === null) return null;
    const items: BenchmarkItem[] = [];
    await readLists(file, {
      data: (entry, where) => {
        const types = Array.isArray(entry.question_types) ? entry.question_types : [];
        items.push({
          id: idAt(file, where, entry, 'questionId'),
          image: imageAt(file, where, entry),
          prompt: shortAnswer(stringAt(file, where, entry, 'question')),
          truth: {
            answers: answersAt(file, where, entry),
            types: types.filter((type) => typeof type === 'string'),
          } satisfies Truth,
        });
      },
    });
    refuseRepeats(
      file,
      items.map(({ id }) => id),
    );
    return items;
  },

  score: (item, prediction) => normalisedSimilarity((item.truth as Truth).answers, prediction),

  details: (items, predictions) =>
    meansByGroup(
      items.flatMap((item) => {
        const score = docvqa.score(item, answerTo(item, predictions));
        return (item.truth as Truth).types.map((group) => ({ group, score }));
      }),
      'question type ',
    ),
};

export function normalisedSimilarity(answers: readonly string[], said: string): number {
  const values = answers.map((answer) => {
    const length = Math.max(letters(answer.toUpperCase()), letters(said.toUpperCase()));
    return length === 0 ? 0 : editDistance(onOneLine(answer), onOneLine(said)) / length;
  });
  const similarity = 1 - Math.min(...values);
  return similarity < 0.5 ? 0 : similarity;
}

const onOneLine = (text: string): string => split(text.toLowerCase()).join(' ');

/** Python counts letters, JavaScript half ones. */
const letters = (text: string): number => Array.from(text).length;

/** Levenshtein distance in letters. */
export function editDistance(one: string, other: string): number {
  const across = Array.from(one);
  let above = Uint32Array.from({ length: across.length + 1 }, (_, i) => i);
  let row = 0;
  for (const letter of other) {
    const current = new Uint32Array(across.length + 1);
    current[0] = ++row;
    for (let i = 0; i < across.length; i++) {
      current[i + 1] =
        across[i] === letter
          ? (above[i] as number)
          : 1 + Math.min(above[i] as number, above[i + 1] as number, current[i] as number);
    }
    above = current;
  }
  return above[across.length] as number;
}
