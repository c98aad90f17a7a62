/**
 * TextVQA (Singh et al. 2019) by the rule of LLaVA's `m4c_evaluator.py` (haotian-liu/LLaVA, commit c121f04): the soft score of VQAv2 over
 * ten people with another normaliser (textvqa-answer.ts), which is always applied. Asked without OCR tokens.
 * The folder holds one official file (`TextVQA_0.5.1_val.json`: `data[]` of `question_id, image_id, question, answers`); images are
 * `<image_id>.jpg`.
 */
import { join } from 'node:path';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { onlyFile } from './files.ts';
import { shortAnswer } from './prompts.ts';
import { answersAt, idAt, imageNamed, refuseRepeats, stringAt } from './read-entries.ts';
import { readLists } from './stream-entries.ts';
import { normaliseTextVqaAnswer } from './textvqa-answer.ts';
import { agreement } from './vqa.ts';

interface Truth {
  readonly answers: readonly string[];
}

export const textvqa: Benchmark = {
  name: 'textvqa',
  title: 'TextVQA (reading in scenes)',
  scorer: 'LLaVA m4c_evaluator.py',
  metric: 'soft accuracy',
  maxNewTokens: 16,

  async read(benchFolder, folder = 'textvqa') {
    const file = await onlyFile(join(benchFolder, folder), /\.json$/i);
    if (file === null) return null;
    const items: BenchmarkItem[] = [];
    await readLists(file, {
      data: (entry, where) => {
        const answers = answersAt(file, where, entry);
        if (answers.length !== 10)
          throw new BenchmarkError(
            file,
            where,
            'answers',
            `ten answers are expected, not ${answers.length}.`,
          );
        items.push({
          id: idAt(file, where, entry, 'question_id'),
          image: imageNamed(file, where, 'image_id', `${idAt(file, where, entry, 'image_id')}.jpg`),
          prompt: shortAnswer(stringAt(file, where, entry, 'question')),
          truth: { answers } satisfies Truth,
        });
      },
    });
    refuseRepeats(
      file,
      items.map(({ id }) => id),
    );
    return items;
  },

  score: (item, prediction) =>
    agreement((item.truth as Truth).answers.map(normaliseTextVqaAnswer), normaliseTextVqaAnswer(prediction)),

  details: () => ({}),
};
