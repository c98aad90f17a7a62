/**
 * VQAv2 (Goyal et al. 2017) by the rule of its official `vqaEval.py` (GT-Vision-Lab/VQA, commit a013f00): the mean over the ten people
 * of min(1, matching answers of the other nine / 3). Answers are normalised (vqa-answer.ts) only where the ten disagree; where they are
 * unanimous the answer must match letter by letter, capitals included. Upstream leaves one person out by comparing whole annotations,
 * which `answer_id` keeps apart; here it is by position.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answerTo, meansByGroup } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { strip } from './python-text.ts';
import { type Entry, entriesOf, idAt, imageAt, jsonOf, refuseRepeats, stringAt } from './read-entries.ts';
import { normaliseAnswer } from './vqa-answer.ts';

interface Truth {
  readonly answers: readonly string[];
  readonly answerType: string;
  readonly questionType: string;
}

export const vqa: Benchmark = {
  name: 'vqa',
  title: 'VQAv2 (visual question answering)',
  scorer: 'VQAv2 vqaEval.py',
  metric: 'soft accuracy',
  maxNewTokens: 12,

  async read(benchFolder, folder = 'vqa') {
    const questionsFile = join(benchFolder, folder, 'questions.json');
    const annotationsFile = join(benchFolder, folder, 'annotations.json');
    const questions = await jsonOf(questionsFile);
    const annotations = await jsonOf(annotationsFile);
    if (questions === null && annotations === null) return null;
    if (questions === null)
      throw new BenchmarkError(questionsFile, null, null, 'it is missing, while annotations.json is there.');
    if (annotations === null) {
      throw new BenchmarkError(annotationsFile, null, null, 'it is missing, while questions.json is there.');
    }
    const truths = truthById(annotationsFile, annotations);
    const imageFile = await imageNames(benchFolder, questions);
    const items = entriesOf(questionsFile, questions, 'questions').map(({ entry, where }): BenchmarkItem => {
      const id = idAt(questionsFile, where, entry, 'question_id');
      const truth = truths.get(id);
      if (!truth)
        throw new BenchmarkError(
          questionsFile,
          where,
          'question_id',
          `${id} has no entry in annotations.json.`,
        );
      return {
        id,
        image: imageFile(questionsFile, where, entry),
        prompt: stringAt(questionsFile, where, entry, 'question'),
        truth,
      };
    });
    refuseRepeats(
      questionsFile,
      items.map((item) => item.id),
    );
    return items;
  },

  score: (item, prediction) => softAccuracy((item.truth as Truth).answers, prediction),

  details(items, predictions) {
    const scored = items.map((item) => ({
      truth: item.truth as Truth,
      score: softAccuracy((item.truth as Truth).answers, answerTo(item, predictions)),
    }));
    return {
      ...meansByGroup(
        scored.map(({ truth, score }) => ({ group: truth.answerType, score })),
        'answer type ',
      ),
      ...meansByGroup(
        scored.map(({ truth, score }) => ({ group: truth.questionType, score })),
        'question type ',
      ),
    };
  },
};

export function softAccuracy(answers: readonly string[], prediction: string): number {
  const cleaned = answers.map(onOneLine);
  const unanimous = new Set(cleaned).size <= 1;
  const truths = unanimous ? cleaned : cleaned.map(normaliseAnswer);
  const said = unanimous ? onOneLine(prediction) : normaliseAnswer(onOneLine(prediction));
  return agreement(truths, said);
}

/** The mean over all people of min(1, matching answers of the others / 3), summed in upstream's order. */
export function agreement(truths: readonly string[], said: string): number {
  const matching = truths.filter((truth) => truth === said).length;
  let sum = 0;
  for (const truth of truths) sum += Math.min(1, (matching - (truth === said ? 1 : 0)) / 3);
  return sum / truths.length;
}

function onOneLine(text: string): string {
  return strip(text.replaceAll('\n', ' ').replaceAll('\t', ' '));
}

function truthById(file: string, annotations: unknown): Map<string, Truth> {
  const truths = new Map<string, Truth>();
  for (const { entry, where } of entriesOf(file, annotations, 'annotations')) {
    truths.set(idAt(file, where, entry, 'question_id'), {
      answers: entriesOf(file, entry, 'answers').map(({ entry: answer, where: which }) =>
        stringAt(file, `${where} ${which}`, answer, 'answer'),
      ),
      answerType: typeof entry.answer_type === 'string' ? entry.answer_type : 'other',
      questionType: typeof entry.question_type === 'string' ? entry.question_type : 'none of the above',
    });
  }
  return truths;
}

/**
 * VQAv2 names images by number alone; the file is the one whose name ends in that number (`COCO_val2014_000000000042.jpg`, `000042.jpg`,
 * `42.png`). Where several do, the one that carries the questions' `data_subtype` is meant.
 */
async function imageNames(
  benchFolder: string,
  questions: unknown,
): Promise<(file: string, where: string, entry: Entry) => string> {
  const split = String((questions as { data_subtype?: unknown }).data_subtype ?? '');
  const folder = join(benchFolder, 'images');
  const present = await readdir(folder).catch(() => [] as string[]);
  const byNumber = Map.groupBy(present, (name) =>
    /(\d+)\.[a-z]+$/i.exec(name)?.[1]?.replace(/^0+(?=\d)/, ''),
  );
  return (file, where, entry) => {
    if (typeof entry.image === 'string') return imageAt(file, where, entry);
    const id = idAt(file, where, entry, 'image_id');
    const candidates = byNumber.get(id.replace(/^0+(?=\d)/, '')) ?? [];
    const found = candidates.find((name) => split !== '' && name.includes(split)) ?? candidates[0];
    if (found) return found;
    throw new BenchmarkError(file, where, 'image_id', `no file in ${folder} has the number ${id}.`);
  };
}
