/**
 * MMMU (Yue et al. 2024) by its official `eval_utils.py` (MMMU-Benchmark/MMMU, commit bb0b95a; mmmu-answer.ts). A multiple-choice answer that
 * names no option is a guess of Python's `random.choice` after `random.seed(42)`, one stream over all answers in the order of the files: the
 * whole is scored together, and a score by itself only tells what a first guess would have been.
 * Each question is asked with its first image, as upstream's own `run_llava.py` does; the folder holds JSON lines or lists with the dataset's
 * fields (`id, question, options, image_1, answer, question_type`), where `image_1` names a file in `images/`.
 */
import { basename, join } from 'node:path';
import { answerTo, meansByGroup, type Predictions } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { filesIn } from './files.ts';
import { chosenLetter, isOpenAnswerRight, letterOf } from './mmmu-answer.ts';
import { disciplines, subjectOf } from './mmmu-subjects.ts';
import { shortAnswer } from './prompts.ts';
import { listOfTexts, pythonList } from './python-literal.ts';
import { PythonRandom } from './python-random.ts';
import { type Entry, foundAt, idAt, imageAt, refuseRepeats, stringAt, textsAt } from './read-entries.ts';
import { readLines, readList } from './stream-entries.ts';

interface Truth {
  /** Empty: an open question. */
  readonly options: readonly string[];
  /** The right letter, or every right open answer. */
  readonly answers: readonly string[];
  /** An open question's answer as the file has it; a list as Python writes it. */
  readonly written?: string;
}

export const mmmu: Benchmark = {
  name: 'mmmu',
  title: 'MMMU (college subjects)',
  scorer: 'MMMU eval_utils.py (guesses seeded with 42)',
  metric: 'accuracy',
  maxNewTokens: 32,

  async read(benchFolder, folder = 'mmmu', leftOut) {
    const files = await filesIn(join(benchFolder, folder), /\.jsonl?$/i);
    const items: BenchmarkItem[] = [];
    let severalImages = 0;
    for (const file of files) {
      const read = /\.jsonl$/i.test(basename(file)) ? readLines : readList;
      await read(file, (entry, where) => {
        if (entry.image_2 !== undefined && entry.image_2 !== null) severalImages++;
        items.push(itemOf(file, where, entry));
      });
    }
    if (files.length === 0) return null;
    refuseRepeats(
      join(benchFolder, folder),
      items.map(({ id }) => id),
    );
    if (severalImages > 0)
      leftOut?.(
        'further images',
        severalImages,
        'a question is asked with its first image only, as upstream does',
      );
    return items;
  },

  score: (item, prediction) => scoreOf(item.truth as Truth, prediction, new PythonRandom(42)),

  scoreTogether(items, predictions) {
    const random = new PythonRandom(42);
    return items.map((item) => scoreOf(item.truth as Truth, answerTo(item, predictions), random));
  },

  details: (items, predictions) => mmmuFigures(items, predictions),
};

function mmmuFigures(items: readonly BenchmarkItem[], predictions: Predictions): Record<string, number> {
  const scores = mmmu.scoreTogether?.(items, predictions) as number[];
  const scored = items.map(({ id, truth }, i) => ({
    group: subjectOf(id),
    kind: (truth as Truth).options.length > 0 ? 'multiple choice' : 'open',
    score: scores[i] as number,
  }));
  const guessed = items.filter(({ truth }, i) => {
    const { options } = truth as Truth;
    return (
      options.length > 0 && chosenLetter(answerTo(items[i] as BenchmarkItem, predictions), options) === null
    );
  });
  const byDiscipline: Record<string, number> = {};
  for (const [discipline, subjects] of Object.entries(disciplines)) {
    const accuracy = weighted(subjects.map((subject) => scored.filter(({ group }) => group === subject)));
    if (accuracy !== null) byDiscipline[`discipline ${discipline}`] = accuracy;
  }
  return {
    ...(items.length > 0 ? { guessed: guessed.length / items.length } : {}),
    ...meansByGroup(
      scored.map(({ kind, score }) => ({ group: kind, score })),
      'question type ',
    ),
    ...byDiscipline,
    ...meansByGroup(scored, 'subject '),
  };
}

/** Upstream's `calculate_ins_level_acc`: subjects' accuracies times their size, in its order of operations. */
function weighted(groups: readonly (readonly { score: number }[])[]): number | null {
  let sum = 0;
  let count = 0;
  for (const members of groups) {
    if (members.length === 0) continue;
    const right = members.reduce((total, { score }) => total + score, 0);
    sum += (right / members.length) * members.length;
    count += members.length;
  }
  return count === 0 ? null : sum / count;
}

function scoreOf({ options, answers }: Truth, prediction: string, random: PythonRandom): number {
  if (options.length === 0) return isOpenAnswerRight(answers, prediction) ? 1 : 0;
  const letter =
    chosenLetter(prediction, options) ?? random.choice(options.map((_, index) => letterOf(index)));
  return answers.includes(letter) ? 1 : 0;
}

function itemOf(file: string, where: string, entry: Entry): BenchmarkItem {
  const id = idAt(file, where, entry, 'id');
  const question = stringAt(file, where, entry, 'question');
  const image = imageAt(file, where, entry, 'image_1');
  if (entry.question_type !== 'multiple-choice') {
    const written = textsAt(file, where, entry, 'answer');
    const answers = written.flatMap((answer) => listOfTexts(answer) ?? [answer]);
    const truth: Truth = {
      options: [],
      answers,
      written: typeof entry.answer === 'string' ? entry.answer : pythonList(written),
    };
    return { id, image, prompt: shortAnswer(question), truth };
  }
  const options = optionsAt(file, where, entry);
  const letter = stringAt(file, where, entry, 'answer');
  if (!options.some((_, index) => letterOf(index) === letter)) {
    const problem = `the letter of an option is expected, not ${JSON.stringify(letter)}. Test questions have none ("?"); take the validation split.`;
    throw new BenchmarkError(file, where, 'answer', problem);
  }
  const listed = options.map((option, index) => `(${letterOf(index)}) ${option}\n`).join('');
  return {
    id,
    image,
    prompt: `${question}\n\n${listed}\n\nAnswer with the option's letter from the given choices directly.`,
    truth: { options, answers: [letter] } satisfies Truth,
  };
}

function optionsAt(file: string, where: string, entry: Entry): string[] {
  const options = typeof entry.options === 'string' ? listOfTexts(entry.options) : entry.options;
  if (Array.isArray(options) && options.length > 0 && options.every((one) => typeof one === 'string'))
    return options;
  throw new BenchmarkError(
    file,
    where,
    'options',
    `a list of texts is expected, not ${foundAt(entry, 'options')}.`,
  );
}
