/** A benchmark's questions as rows to be looked at. Pure. */
import type { Exam } from '../steps/exams.ts';
import type { NewQuestion } from '../store/index.ts';
import { truthInWords, yesOrNo } from './truth-in-words.ts';

/** Longer questions are cut for the screen; models are asked the whole. */
const longestQuestion = 2000;

export const questionsOf = (exams: readonly Exam[]): NewQuestion[] =>
  exams.flatMap(({ benchmark, items }) =>
    items.map(({ id, image, prompt, truth }) => ({
      benchmark: benchmark.name,
      item: id,
      image,
      prompt: prompt.slice(0, longestQuestion),
      truth: truthInWords(truth),
      yesNo: yesOrNo(truth),
    })),
  );
