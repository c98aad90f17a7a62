/**
 * MME's files: JSON lines (`mme.jsonl`: `question_id, category, question, answer`, and `image` where that is not the question's id), or the
 * official folders, one a category, with `<image>.txt` of lines `question<TAB>answer` (in `questions_answers_YN/` where a category has
 * that); their images are `<category>/<image>.jpg` or `.png`.
 */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BenchmarkError, type BenchmarkItem, type LeftOut } from './benchmark.ts';
import { filesIn, onlyFile } from './files.ts';
import type { MmeTruth } from './mme.ts';
import { shortAnswer } from './prompts.ts';
import { strip } from './python-text.ts';
import { idAt, imageNamed, stringAt, textOf } from './read-entries.ts';
import { readLines } from './stream-entries.ts';

export async function readMme(
  benchFolder: string,
  name = 'mme',
  leftOut?: LeftOut,
): Promise<BenchmarkItem[] | null> {
  const folder = join(benchFolder, name);
  const file = await onlyFile(folder, /\.jsonl?$/i);
  const items = file === null ? await ofFolders(folder, join(benchFolder, 'images')) : await ofLines(file);
  const pairs = Map.groupBy(items, ({ truth }) => keyOf(truth as MmeTruth));
  const alone = items.filter(({ truth }) => pairs.get(keyOf(truth as MmeTruth))?.length !== 2);
  if (alone.length > 0)
    leftOut?.('questions', alone.length, 'MME is scored in pairs, and these are not two about their image');
  const kept = items.filter((item) => !alone.includes(item));
  return kept.length === 0 ? null : kept;
}

const keyOf = ({ category, question }: MmeTruth): string => `${category}\n${question}`;

async function ofLines(file: string): Promise<BenchmarkItem[]> {
  const items: BenchmarkItem[] = [];
  const asked = new Map<string, number>();
  await readLines(file, (entry, where) => {
    const question = idAt(file, where, entry, 'question_id');
    const category = stringAt(file, where, entry, 'category');
    const image = typeof entry.image === 'string' ? entry.image : question;
    items.push(
      itemOf(file, where, asked, {
        category,
        question,
        image: imageNamed(file, where, 'image', image),
        text: stringAt(file, where, entry, 'question'),
        answer: stringAt(file, where, entry, 'answer'),
      }),
    );
  });
  return items;
}

async function ofFolders(folder: string, images: string): Promise<BenchmarkItem[]> {
  const items: BenchmarkItem[] = [];
  const asked = new Map<string, number>();
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const categories = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  for (const category of categories.map(({ name }) => name).sort()) {
    const present = new Set(await readdir(join(images, category)).catch(() => [] as string[]));
    const inside = join(folder, category, 'questions_answers_YN');
    const own = await filesIn(inside, /\.txt$/);
    for (const file of own.length > 0 ? own : await filesIn(join(folder, category), /\.txt$/)) {
      const stem = basename(file, '.txt');
      const name = ['.jpg', '.png', '.jpeg'].map((ending) => stem + ending).find((one) => present.has(one));
      const image = `${category}/${name ?? `${stem}.jpg`}`;
      for (const [at, line] of ((await textOf(file)) ?? '').split('\n').entries()) {
        if (strip(line) === '') continue;
        const where = `line ${at + 1}`;
        const [text, answer, ...more] = line.split('\t');
        if (text === undefined || answer === undefined || more.length > 0)
          throw new BenchmarkError(file, where, null, 'a question, a tab and an answer are expected.');
        items.push(itemOf(file, where, asked, { category, question: stem, image, text, answer }));
      }
    }
  }
  return items;
}

interface Asked {
  readonly category: string;
  readonly question: string;
  readonly image: string;
  readonly text: string;
  readonly answer: string;
}

/** `asked` counts the questions of an image, which share their id upstream. */
function itemOf(
  file: string,
  where: string,
  asked: Map<string, number>,
  { category, question, image, text, answer }: Asked,
): BenchmarkItem {
  const bare = strip(answer.toLowerCase()).replaceAll('.', '');
  if (bare !== 'yes' && bare !== 'no')
    throw new BenchmarkError(
      file,
      where,
      'answer',
      `"Yes" or "No" is expected, not ${JSON.stringify(answer)}.`,
    );
  const truth: MmeTruth = { question, category, answer: bare };
  const number = (asked.get(keyOf(truth)) ?? 0) + 1;
  asked.set(keyOf(truth), number);
  const plain = strip(text).replaceAll(' Please answer yes or no.', '');
  return { id: `${category}:${question}:${number}`, image, prompt: shortAnswer(plain), truth };
}
