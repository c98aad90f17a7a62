/**
 * MME (Fu et al. 2023) by lmms-eval's rule (`mme/utils.py`, commit 75571cf): an answer is yes or no when it is that word or one letter, or
 * when its first four letters contain it ("yes" before "no", so that "not" and "know" mean no). Each image of a category has two questions;
 * a category's score is its accuracy plus accuracy+ (both questions right), 0 to 200 points; perception sums ten categories, cognition
 * the others. The primary metric is the accuracy over all questions.
 */
import { answerTo, type Predictions } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { readMme } from './mme-files.ts';
import { strip } from './python-text.ts';

export interface MmeTruth {
  /** Names the image of the category; two items have the same. */
  readonly question: string;
  readonly category: string;
  readonly answer: 'yes' | 'no';
}

export const abilities = {
  perception: 'existence count position color posters celebrity scene landmark artwork OCR'.split(' '),
  cognition: 'commonsense_reasoning numerical_calculation text_translation code_reasoning'.split(' '),
};

export const mme: Benchmark = {
  name: 'mme',
  title: 'MME (yes or no, by ability)',
  scorer: 'lmms-eval mme',
  metric: 'accuracy',
  maxNewTokens: 16,

  read: readMme,

  score: (item, prediction) => (yesOrNo(prediction) === (item.truth as MmeTruth).answer ? 1 : 0),

  details(items, predictions) {
    const details: Record<string, number> = {};
    const totals = { perception: 0, cognition: 0 };
    for (const [category, members] of Map.groupBy(items, ({ truth }) => (truth as MmeTruth).category)) {
      const figures = figuresOf(members, predictions);
      if (figures === null) continue;
      totals[abilities.perception.includes(category) ? 'perception' : 'cognition'] += figures.points;
      details[`accuracy ${category}`] = figures.accuracy;
      details[`accuracy+ ${category}`] = figures.both;
      details[`${category} (points)`] = figures.points;
    }
    return { 'perception (points)': totals.perception, 'cognition (points)': totals.cognition, ...details };
  },
};

/** In upstream's order of operations. Questions without their partner, whose image was skipped for one alone, are not counted. */
function figuresOf(
  items: readonly BenchmarkItem[],
  predictions: Predictions,
): { accuracy: number; both: number; points: number } | null {
  const pairs = [...Map.groupBy(items, ({ truth }) => (truth as MmeTruth).question).values()]
    .filter((pair) => pair.length === 2)
    .map((pair) => pair.map((item) => mme.score(item, answerTo(item, predictions))));
  if (pairs.length === 0) return null;
  let points = 0;
  let right = 0;
  let bothRight = 0;
  for (const [one = 0, other = 0] of pairs) {
    const sum = one + other;
    points += (sum === 2 ? 100 : 0) + (sum / 2) * 100;
    right += sum;
    bothRight += sum === 2 ? 1 : 0;
  }
  return {
    accuracy: right / (2 * pairs.length),
    both: bothRight / pairs.length,
    points: points / pairs.length,
  };
}

export function yesOrNo(answer: string): 'yes' | 'no' | 'other' {
  const bare = strip(answer.toLowerCase()).replaceAll('.', '');
  const letters = Array.from(bare);
  if (letters.length === 1) return bare === 'y' ? 'yes' : bare === 'n' ? 'no' : 'other';
  const start = letters.slice(0, 4).join('');
  return start.includes('yes') ? 'yes' : start.includes('no') ? 'no' : 'other';
}
