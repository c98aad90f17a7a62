/** The process that reads what stands in pictures (main/reader). */
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../places.ts';
import { type QuestionProcess, startQuestions } from './question-process.ts';

const Read = z.union([
  z.strictObject({ texts: z.array(z.string()) }),
  z.strictObject({ refused: z.string() }),
]);
export type TextReader = QuestionProcess<{ file: string }, z.output<typeof Read>>;

export const startTextReader = (log: (line: string) => void): Promise<TextReader> =>
  startQuestions({
    what: 'The OCR model',
    args: [join(projectRoot, 'main', 'reader', 'process.ts')],
    answer: Read,
    log,
  });
