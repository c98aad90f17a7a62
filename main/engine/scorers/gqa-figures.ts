/**
 * Everything that GQA's official `eval.py` prints, as shares (upstream prints them in %), in its order of operations. Left out is what
 * needs files that are not there: validity and plausibility without choices, consistency unless every entailed question was answered.
 */
import { split } from './python-text.ts';

export interface GqaQuestion {
  readonly question: string;
  readonly answer: string;
  readonly isBalanced: boolean;
  readonly structural: string | null;
  readonly semantic: string | null;
  readonly detailed: string;
  readonly group: string | null;
  /** Reasoning steps; null where the file does not tell. */
  readonly steps: number | null;
  readonly entailed: readonly string[];
}

export interface GqaChoices {
  readonly valid: readonly string[];
  readonly plausible: readonly string[];
}

export function gqaFigures(
  questions: ReadonlyMap<string, GqaQuestion>,
  choices: ReadonlyMap<string, GqaChoices>,
  answerTo: (id: string) => string | undefined,
): Record<string, number> {
  const scores = new Map<string, number[]>();
  const add = (metric: string, score: number): void => {
    const known = scores.get(metric);
    if (known) known.push(score);
    else scores.set(metric, [score]);
  };
  const gold = new Map<string, Map<string, number>>();
  const said = new Map<string, Map<string, number>>();
  let isConsistencyKnown = true;

  for (const [id, one] of questions) {
    if (!one.isBalanced) continue;
    const answer = answerTo(id) ?? '';
    const right = answer === one.answer ? 1 : 0;
    add('accuracy', right);
    if (one.structural !== null) {
      add(one.structural === 'query' ? 'open' : 'binary', right);
      add(`structural type ${one.structural}`, right);
    }
    if (one.semantic !== null) add(`semantic type ${subjects.get(one.semantic) ?? one.semantic}`, right);
    if (one.steps !== null) add(`steps ${one.steps}`, right);
    add(`words ${split(one.question).length}`, right);
    const among = choices.get(id);
    if (among) {
      // upstream: questions about what two things have in common are answered by the kind of property
      const common = one.detailed.includes('Common') ? ['color', 'material', 'shape'] : null;
      add('validity', (common ?? among.valid).includes(answer) ? 1 : 0);
      add('plausibility', (common ?? among.plausible).includes(answer) ? 1 : 0);
    }
    if (one.group !== null) {
      count(gold, one.group, one.answer);
      count(said, one.group, answer);
    }
    const entailed = one.entailed.filter((other) => other !== id);
    if (right === 1 && entailed.length > 0) {
      const known = entailed.map((other) => [questions.get(other)?.answer, answerTo(other)]);
      if (known.some(([truth, other]) => truth === undefined || other === undefined))
        isConsistencyKnown = false;
      else add('consistency', average(known.map(([truth, other]) => (truth === other ? 1 : 0))));
    }
  }
  if (!isConsistencyKnown) scores.delete('consistency');
  const figures = Object.fromEntries([...scores].map(([metric, all]) => [metric, average(all)]));
  return gold.size === 0 ? figures : { ...figures, 'distribution (points)': chiSquare(gold, said) / 100 };
}

const subjects = new Map([
  ['attr', 'attribute'],
  ['cat', 'category'],
  ['global', 'scene'],
  ['obj', 'object'],
  ['rel', 'relation'],
]);

const average = (scores: readonly number[]): number =>
  scores.reduce((sum, score) => sum + score, 0) / scores.length;

function count(of: Map<string, Map<string, number>>, group: string, answer: string): void {
  const answers = of.get(group) ?? new Map<string, number>();
  of.set(group, answers.set(answer, (answers.get(answer) ?? 0) + 1));
}

/** How far the answers' distribution lies from the true one, averaged over groups of questions; less is better. */
function chiSquare(
  gold: ReadonlyMap<string, ReadonlyMap<string, number>>,
  said: ReadonlyMap<string, ReadonlyMap<string, number>>,
): number {
  let sum = 0;
  let all = 0;
  for (const [group, answers] of gold) {
    let score = 0;
    let overall = 0;
    for (const [answer, expected] of answers) {
      const observed = said.get(group)?.get(answer) ?? 0;
      score += (observed - expected) ** 2 / expected;
      overall += expected;
    }
    sum += score * overall;
    all += overall;
  }
  return sum / all;
}
