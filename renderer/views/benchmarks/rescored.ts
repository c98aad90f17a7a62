/** What scoring anew has changed, as it is told. Pure. */
import type { Rescored } from '../../../shared/benchmarks-requests.ts';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';

/** Whether anything of it is other than before. */
export const isOther = ({
  changed,
  furtherChanged,
  before,
  after,
  scorerBefore,
  scorer,
}: Rescored): boolean =>
  changed > 0 ||
  furtherChanged > 0 ||
  (after !== null && before !== after) ||
  (scorerBefore !== null && scorerBefore !== scorer);

/** What changed first, each part in the order in which it came. */
export const othersFirst = (rescored: readonly Rescored[]): Rescored[] => [
  ...rescored.filter(isOther),
  ...rescored.filter((one) => !isOther(one)),
];

/** `62.4`, or `62.4 → 61.9` where it moved; of a metric whose figures are shares. */
export function figureOf({ before, after }: Rescored): string {
  const said = (value: number | null): string => (value === null ? 'not scored' : percent(value));
  return after === null || before === after ? said(before) : `${said(before)} → ${said(after)}`;
}

export function notesOf(one: Rescored): string {
  const { changed, answers, furtherChanged, scorer, scorerBefore, withoutQuestion, unanswered } = one;
  const parts = [
    changed > 0 ? `${count(changed)} of ${count(answers)} answers` : '',
    furtherChanged > 0 ? `${count(furtherChanged)} further figures` : '',
    scorerBefore !== null && scorerBefore !== scorer ? `now by ${scorer}, before by ${scorerBefore}` : '',
    withoutQuestion > 0 ? `${count(withoutQuestion)} answers without a question in the files` : '',
    unanswered > 0 ? `${count(unanswered)} questions without an answer` : '',
  ].filter((part) => part !== '');
  return parts.join('; ') || 'as before';
}

export const tableOf = (rescored: readonly Rescored[]): Tabular => ({
  title: 'Stored answers, scored anew',
  columns: ['model', 'seed', 'benchmark', 'metric', 'scorer', 'before', 'after', 'answers', 'changed'],
  rows: rescored.map((one) => [
    one.model,
    one.seed,
    one.benchmark,
    one.metric,
    one.scorer,
    one.before,
    one.after,
    one.answers,
    one.changed,
  ]),
});
