/** Putting prompts to an exported checkpoint through the captioner, from the image files themselves. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Captioner } from '../../../shared/plan.ts';
import { filesByRow } from '../store/index.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import { answerOf, type Question, type Recaptioner } from './ask.ts';
import { writeLines } from './train.ts';

type Precision = Extract<Captioner, { kind: 'onnx' }>['precision'];

const slots = 128;

/** As `ask`, by the captioner with the exported model in a folder. */
export const askExported =
  (precision: Precision, model: string): Recaptioner =>
  async ({ places, db, step, captioner, signal, log }, questions, options, { onAnswers, onRefused }) => {
    const { decoding, seed, name } = options;
    const files = filesByRow(db);
    const folder = join(places.snapshots, step.id);
    mkdirSync(folder, { recursive: true });
    const open = new Set(questions.keys());
    await withRestarts(async (deaths) => {
      if (open.size === 0) return;
      const asks = [...open].map((id) => {
        const { row, prompt } = questions[id] as Question;
        return { id, file: files.get(row) as string, prompt };
      });
      const args = {
        model,
        precision,
        asks: writeLines(join(folder, `${name}.jsonl`), asks),
        // What died may have been ended for want of memory.
        slots: slots >> deaths,
        max_new_tokens: decoding.maxNewTokens,
        temperature: decoding.temperature,
        top_k: 0,
        top_p: decoding.topP,
        seed,
      };
      await captioner.request(
        'caption',
        args,
        {
          rows: ({ rows }) => onAnswers(rows.filter(({ id }) => open.delete(id)).map(answerOf)),
          refused: ({ items }) => {
            for (const { ids, reason } of items)
              onRefused(
                ids.filter((id) => open.delete(id)),
                reason,
              );
          },
        },
        signal,
      );
    }, log);
  };
