/**
 * GQA (Hudson and Manning 2019) by the rule of its own `eval.py` (distributed with the dataset): the answer must be the true one letter by
 * letter, capitals and full stops included. Most published figures, LLaVA's and VILA's among them, put answers in small letters without
 * final stops first (LLaVA's `convert_gqa_for_eval.py`); that accuracy stands among the details under its own name.
 * The folder holds one official file of questions (`testdev_balanced_questions.json`: an object by question id) and, where there is
 * one, `*_choices.json`, which validity and plausibility need; images are `<imageId>.jpg`. Of a file of all questions those are asked that
 * are balanced, as upstream scores no others.
 */
import { join } from 'node:path';
import { answerTo, ratio } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { onlyFile } from './files.ts';
import { type GqaChoices, type GqaQuestion, gqaFigures } from './gqa-figures.ts';
import { shortAnswer } from './prompts.ts';
import { type Entry, idAt, imageNamed, stringAt } from './read-entries.ts';
import { readMembers } from './stream-entries.ts';

interface Truth extends GqaQuestion {
  readonly choices: GqaChoices | null;
}

export const gqa: Benchmark = {
  name: 'gqa',
  title: 'GQA (compositional questions)',
  scorer: 'GQA eval.py (exact match)',
  metric: 'accuracy',
  maxNewTokens: 16,

  async read(benchFolder, folder = 'gqa', leftOut) {
    const inside = join(benchFolder, folder);
    const file = await onlyFile(inside, /questions\.json$/i);
    if (file === null) return null;
    const items: BenchmarkItem[] = [];
    let unbalanced = 0;
    await readMembers(file, (id, entry, where) => {
      if (entry.isBalanced === false) {
        unbalanced++;
        return;
      }
      items.push({
        id,
        image: imageNamed(file, where, 'imageId', `${idAt(file, where, entry, 'imageId')}.jpg`),
        prompt: shortAnswer(stringAt(file, where, entry, 'question')),
        truth: { ...questionOf(file, where, entry), choices: null } satisfies Truth,
      });
    });
    if (unbalanced > 0)
      leftOut?.('questions', unbalanced, 'they are not in the balanced set, which is scored');
    const choices = await choicesIn(inside, new Set(items.map(({ id }) => id)));
    return items.map((item) => ({
      ...item,
      truth: { ...(item.truth as Truth), choices: choices.get(item.id) ?? null },
    }));
  },

  score: (item, prediction) => (prediction === (item.truth as Truth).answer ? 1 : 0),

  details(items, predictions) {
    const truths = new Map(items.map(({ id, truth }) => [id, truth as Truth]));
    const choices = new Map(
      [...truths].flatMap(([id, truth]) => (truth.choices ? [[id, truth.choices] as const] : [])),
    );
    const known = new Map(items.map((item) => [item.id, answerTo(item, predictions)]));
    const converted = items.filter(
      (item) => llavaForm(answerTo(item, predictions)) === truths.get(item.id)?.answer,
    );
    return {
      ...ratio('accuracy, answers as LLaVA converts them', converted.length, items.length),
      ...gqaFigures(truths, choices, (id) => known.get(id)),
    };
  },
};

/** LLaVA's `convert_gqa_for_eval.py`, commit c121f04. */
export const llavaForm = (answer: string): string => answer.replace(/\.+$/, '').toLowerCase();

export function questionOf(file: string, where: string, entry: Entry): GqaQuestion {
  const types = (entry.types ?? {}) as { structural?: unknown; semantic?: unknown; detailed?: unknown };
  const groups = (entry.groups ?? {}) as { global?: unknown };
  return {
    question: stringAt(file, where, entry, 'question'),
    answer: stringAt(file, where, entry, 'answer'),
    isBalanced: entry.isBalanced !== false,
    structural: textOrNull(types.structural),
    semantic: textOrNull(types.semantic),
    detailed: textOrNull(types.detailed) ?? '',
    group: textOrNull(groups.global),
    steps: stepsIn(entry.semantic),
    entailed: Array.isArray(entry.entailed) ? entry.entailed.map(String) : [],
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Operations of the question's program but those that only ask for the answer. */
function stepsIn(program: unknown): number | null {
  if (!Array.isArray(program)) return null;
  const words = program.map((step) => {
    const { operation, argument } = (step ?? {}) as { operation?: unknown; argument?: unknown };
    return `${operation}: ${argument}`;
  });
  return words.filter((step) => !['exist', 'query: name', 'choose name'].some((asks) => step.includes(asks)))
    .length;
}

async function choicesIn(folder: string, ids: ReadonlySet<string>): Promise<Map<string, GqaChoices>> {
  const choices = new Map<string, GqaChoices>();
  const file = await onlyFile(folder, /choices\.json$/i);
  if (file === null) return choices;
  await readMembers(file, (id, entry) => {
    const { valid, plausible } = entry;
    if (ids.has(id) && Array.isArray(valid) && Array.isArray(plausible))
      choices.set(id, { valid: valid.map(String), plausible: plausible.map(String) });
  });
  return choices;
}
