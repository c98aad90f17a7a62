/** Rules of one benchmark ask the same: what a model has answered once is scored by each, and asked again by none. Pure. */
import type { Prediction } from '../store/index.ts';
import type { Exam } from './exams.ts';

export type GivenAnswer = Pick<Prediction, 'item' | 'text' | 'logProbability'>;

/**
 * Of `exam`'s questions, those that stand word for word, about the same image and with the same room for an answer, among the others':
 * decoding is greedy, so that the answer would be the same.
 */
export function sharedAnswers(
  { benchmark, items }: Exam,
  others: readonly { readonly exam: Exam; readonly answers: readonly GivenAnswer[] }[],
): GivenAnswer[] {
  const given = new Map<string, GivenAnswer>();
  for (const { exam, answers } of others) {
    if (exam.benchmark.maxNewTokens !== benchmark.maxNewTokens) continue;
    const texts = new Map(answers.map((answer) => [answer.item, answer]));
    for (const { id, image, prompt } of exam.items) {
      const answer = texts.get(id);
      if (answer) given.set(JSON.stringify([id, image, prompt]), answer);
    }
  }
  if (given.size === 0) return [];
  return items.flatMap(({ id, image, prompt }) => given.get(JSON.stringify([id, image, prompt])) ?? []);
}
