/** The process that says how well a text fits a picture (main/clip), by the user's own model. */
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../places.ts';
import { type QuestionProcess, startQuestions } from './question-process.ts';

const Judged = z.union([z.strictObject({ similarity: z.number() }), z.strictObject({ refused: z.string() })]);
export type ImageTextJudge = QuestionProcess<{ file: string; text: string }, z.output<typeof Judged>>;

export const startImageTextJudge = (folder: string, log: (line: string) => void): Promise<ImageTextJudge> =>
  startQuestions({
    what: `The image-text model in ${folder}`,
    args: [join(projectRoot, 'main', 'clip', 'process.ts'), folder],
    answer: Judged,
    log,
  });
