/**
 * Multiple choice in VLMEvalKit's TSV (MMBench, MMStar, SEED-Bench, ScienceQA, AI2D, RealWorldQA, ...), asked and scored as VLMEvalKit does
 * with exact matching (`ImageMCQDataset` and `mcq_vanilla_eval`; vlmevalkit-answer.ts): an answer in which no option is found is wrong.
 * Where a question is asked again with its options turned round (an index beyond a million, as in MMBench), `circular accuracy` is upstream's
 * figure: a question counts as right when each of its turns is. Pictures lie in the table, or in `images/` by their `image_path`.
 */
import { statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { isThere, rowsOfTable, type TableRow } from '../formats/vlmevalkit/rows.ts';
import { answerTo, meansByGroup, type Predictions } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem, type LeftOut } from './benchmark.ts';
import { filesIn } from './files.ts';
import { imageNamed, refuseRepeats } from './read-entries.ts';
import { chosenOption } from './vlmevalkit-answer.ts';

interface Truth {
  readonly options: Readonly<Record<string, string>>;
  readonly answer: string;
  /** The question whose turn this is. */
  readonly turnOf: string;
  readonly category: string | null;
  readonly l2Category: string | null;
  readonly split: string | null;
}

/** Upstream: turns have the index of their question plus millions. */
const turnsFrom = 1_000_000;

export const vlmevalkit: Benchmark = {
  name: 'vlmevalkit',
  title: 'VLMEvalKit (multiple choice)',
  scorer: 'VLMEvalKit multiple choice (exact matching)',
  metric: 'accuracy',
  maxNewTokens: 32,

  /** `folder` may be one table. */
  async read(benchFolder, folder = 'vlmevalkit', leftOut) {
    const at = join(benchFolder, folder);
    const isTable = statSync(at, { throwIfNoEntry: false })?.isFile() ?? false;
    const files = isTable ? [at] : await filesIn(at, /\.tsv$/i);
    if (files.length === 0) return null;
    const inside = isTable ? dirname(folder) : folder;
    const items: BenchmarkItem[] = [];
    const left = new Map<string, number>();
    for (const file of files) {
      // The import names pictures in the same way: by the table's place and the row.
      const path = posix.join(inside, basename(file));
      const before = files.length > 1 ? `${basename(file, '.tsv')}/` : '';
      for await (const row of rowsOfTable({ file, path, kind: 'table' })) {
        if ('refused' in row) throw new BenchmarkError(file, row.position, null, `${row.refused}.`);
        const item = itemOf(file, before, row);
        if ('why' in item) left.set(item.why, (left.get(item.why) ?? 0) + 1);
        else items.push(item);
      }
    }
    refuseRepeats(
      at,
      items.map(({ id }) => id),
    );
    tell(left, leftOut);
    return items;
  },

  score: ({ truth }, prediction) => (isRight(truth as Truth, prediction) ? 1 : 0),

  details: (items, predictions) => figures(items, predictions),
};

const isRight = ({ options, answer }: Truth, prediction: string): boolean =>
  chosenOption(prediction, options) === answer;

function figures(items: readonly BenchmarkItem[], predictions: Predictions): Record<string, number> {
  const scored = items.map((item) => {
    const truth = item.truth as Truth;
    const said = answerTo(item, predictions);
    const chosen = chosenOption(said, truth.options);
    return { truth, score: chosen === truth.answer ? 1 : 0, isUnread: chosen === null };
  });
  const by = (member: 'category' | 'l2Category' | 'split', prefix: string) =>
    meansByGroup(
      scored.flatMap(({ truth, score }) => {
        const group = truth[member];
        return group === null ? [] : [{ group, score }];
      }),
      prefix,
    );
  const turns = Map.groupBy(scored, ({ truth }) => truth.turnOf);
  const circular = [...turns.values()].filter((all) => all.every(({ score }) => score === 1)).length;
  return {
    ...(turns.size < items.length ? { 'circular accuracy': circular / turns.size } : {}),
    ...(items.length > 0
      ? { 'no option found': scored.filter(({ isUnread }) => isUnread).length / items.length }
      : {}),
    ...by('split', 'split '),
    ...by('l2Category', 'l2-category '),
    ...by('category', 'category '),
  };
}

function itemOf(
  file: string,
  before: string,
  { record, fields, picture, options }: TableRow,
): BenchmarkItem | { why: string } {
  const { index = '', question = '', hint, answer } = fields;
  const where = record.position;
  if (index === '') throw new BenchmarkError(file, where, 'index', 'an index is expected, not nothing.');
  if (picture === null) return { why: 'they have no image' };
  if ('refused' in picture) return { why: picture.refused };
  if (Object.keys(options).length === 0)
    return { why: 'they have no options; only multiple choice is scored' };
  if (!isThere(answer)) return { why: 'they have no answer, as in test splits' };
  const image =
    'path' in picture
      ? imageNamed(file, where, 'image_path', picture.path)
      : 'earlier' in picture
        ? picture.earlier
        : record.name;
  const told = (value: string | undefined): string | null => (isThere(value) ? value : null);
  const truth: Truth = {
    options,
    answer,
    turnOf: before + questionOf(index),
    category: told(fields.category),
    l2Category: told(fields['l2-category']),
    split: told(fields.split),
  };
  return { id: before + index, image, prompt: promptOf(question, hint, options), truth };
}

const questionOf = (index: string): string =>
  /^\d{1,15}$/.test(index) ? String(Number(index) % turnsFrom) : index;

/** `ImageMCQDataset.build_prompt`. */
function promptOf(question: string, hint: string | undefined, options: Truth['options']): string {
  const listed = Object.entries(options).map(([letter, text]) => `${letter}. ${text}\n`);
  return `${isThere(hint) ? `Hint: ${hint}\n` : ''}Question: ${question}\nOptions:\n${listed.join('')}Please select the correct answer from the options above. \n`;
}

function tell(left: ReadonlyMap<string, number>, leftOut: LeftOut | undefined): void {
  for (const [why, count] of left) leftOut?.('questions', count, why);
}
