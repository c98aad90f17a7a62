/**
 * VQAv2 (Goyal et al. 2017) by the rule of its official `vqaEval.py` (GT-Vision-Lab/VQA, commit a013f00): the mean over the ten people
 * of min(1, matching answers of the other nine / 3). Answers are normalised (vqa-answer.ts) only where the ten disagree; where they are
 * unanimous the answer must match letter by letter, capitals included. Upstream leaves one person out by comparing whole annotations,
 * which `answer_id` keeps apart; here it is by position. The folder holds one file of questions and one of annotations, under their official
 * names or as `questions.json` and `annotations.json`.
 */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { answerTo, meansByGroup } from './averages.ts';
import { type Benchmark, BenchmarkError } from './benchmark.ts';
import { onlyFile } from './files.ts';
import { strip } from './python-text.ts';
import { type Entry, entriesOf, idAt, imageAt, imageNamed, refuseRepeats, stringAt } from './read-entries.ts';
import { readLists } from './stream-entries.ts';
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

  async read(benchFolder, folder = 'vqa', leftOut) {
    const inside = join(benchFolder, folder);
    const questionsFile = await onlyFile(inside, /questions\.json$/i);
    const annotationsFile = await onlyFile(inside, /annotations\.json$/i);
    if (questionsFile === null && annotationsFile === null) return null;
    if (questionsFile === null || annotationsFile === null) {
      const [missing, there] =
        questionsFile === null ? ['questions', 'annotations'] : ['annotations', 'questions'];
      throw new BenchmarkError(
        join(inside, `${missing}.json`),
        null,
        null,
        `it is missing, while the ${there} are there.`,
      );
    }
    const truths = await truthById(annotationsFile);
    const asked: { id: string; entry: Entry; where: string; truth: Truth }[] = [];
    const { data_subtype: split } = (await readLists(
      questionsFile,
      {
        questions: (entry, where) => {
          const id = idAt(questionsFile, where, entry, 'question_id');
          const truth = truths.get(id);
          if (!truth)
            throw new BenchmarkError(
              questionsFile,
              where,
              'question_id',
              `${id} has no entry in ${basename(annotationsFile)}.`,
            );
          asked.push({ id, entry, where, truth });
        },
      },
      ['data_subtype'],
    )) as Entry;
    refuseRepeats(
      questionsFile,
      asked.map(({ id }) => id),
    );
    const unasked = truths.size - asked.length;
    if (unasked > 0) leftOut?.('annotations', unasked, 'no question has their id');
    const imageOf = await imageNames(benchFolder, typeof split === 'string' ? split : '');
    return asked.map(({ id, entry, where, truth }) => ({
      id,
      image: imageOf(questionsFile, where, entry),
      prompt: stringAt(questionsFile, where, entry, 'question'),
      truth,
    }));
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
  const { truths, unanimous } = compared(answers);
  return agreement(truths, unanimous ? onOneLine(prediction) : normaliseAnswer(onOneLine(prediction)));
}

interface Compared {
  readonly truths: readonly string[];
  readonly unanimous: boolean;
}

/** By the list itself: it is looked at once for the score and again for every mean it is part of. */
const comparedLists = new WeakMap<readonly string[], Compared>();

function compared(answers: readonly string[]): Compared {
  let found = comparedLists.get(answers);
  if (!found) {
    const cleaned = answers.map(onOneLine);
    const unanimous = new Set(cleaned).size <= 1;
    found = { unanimous, truths: unanimous ? cleaned : cleaned.map(normaliseAnswer) };
    comparedLists.set(answers, found);
  }
  return found;
}

/** The mean over all people of min(1, matching answers of the others / 3), summed in upstream's order. */
export function agreement(truths: readonly string[], said: string): number {
  const matching = countOf(said, truths);
  let sum = 0;
  for (const truth of truths) sum += partOf(truth, said, matching);
  return sum / truths.length;
}

/** The same person by person, for rules that sum otherwise. */
export function agreements(truths: readonly string[], said: string): number[] {
  const matching = countOf(said, truths);
  return truths.map((truth) => partOf(truth, said, matching));
}

function countOf(said: string, truths: readonly string[]): number {
  let count = 0;
  for (const truth of truths) if (truth === said) count++;
  return count;
}

const partOf = (truth: string, said: string, matching: number): number =>
  Math.min(1, (matching - (truth === said ? 1 : 0)) / 3);

export function onOneLine(text: string): string {
  if (!/[\n\t]/.test(text)) return strip(text);
  return strip(text.replaceAll('\n', ' ').replaceAll('\t', ' '));
}

async function truthById(file: string): Promise<Map<string, Truth>> {
  const truths = new Map<string, Truth>();
  await readLists(file, {
    annotations: (entry, where) => {
      const id = idAt(file, where, entry, 'question_id');
      if (truths.has(id)) refuseRepeats(file, [id, id]);
      truths.set(id, {
        answers: entriesOf(file, where, entry, 'answers').map(({ entry: answer, where: which }) =>
          stringAt(file, which, answer, 'answer'),
        ),
        answerType: typeof entry.answer_type === 'string' ? entry.answer_type : 'other',
        questionType: typeof entry.question_type === 'string' ? entry.question_type : 'none of the above',
      });
    },
  });
  return truths;
}

/**
 * VQAv2 names images by number alone; the file is the one whose name ends in that number (`COCO_val2014_000000000042.jpg`, `000042.jpg`,
 * `42.png`). Where several do, the one that carries the questions' `data_subtype` is meant; where none does, the name it should have.
 */
async function imageNames(
  benchFolder: string,
  split: string,
): Promise<(file: string, where: string, entry: Entry) => string> {
  const present = await readdir(join(benchFolder, 'images')).catch(() => [] as string[]);
  const byNumber = Map.groupBy(present, (name) =>
    /(\d+)\.[a-z]+$/i.exec(name)?.[1]?.replace(/^0+(?=\d)/, ''),
  );
  return (file, where, entry) => {
    if (typeof entry.image === 'string') return imageAt(file, where, entry);
    const id = idAt(file, where, entry, 'image_id');
    const candidates = byNumber.get(id.replace(/^0+(?=\d)/, '')) ?? [];
    const found = candidates.find((name) => split !== '' && name.includes(split)) ?? candidates[0];
    return (
      found ?? imageNamed(file, where, 'image_id', `COCO_${split || 'val2014'}_${id.padStart(12, '0')}.jpg`)
    );
  };
}
