/** Putting prompts to a model in the order of a file, with restarts that ask only what is still open. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Decoding } from '../../../shared/models.ts';
import type { GeneratedRow } from '../../../shared/trainer-protocol.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import type { StepContext } from './step-context.ts';
import { writeLines } from './train.ts';

const batchSize = 128;

export interface Question {
  readonly row: number;
  readonly prompt: string;
}

export interface AskOptions {
  readonly checkpoint: string;
  readonly decoding: Decoding;
  readonly seed: number;
  /** Name of the prompts' file in the step's snapshot. */
  readonly name: string;
}

/** Answers arrive in batches, each with the index of its question; every question is answered exactly once. */
export async function ask(
  { places, step, trainer, signal, log }: StepContext,
  questions: readonly Question[],
  { checkpoint, decoding, seed, name }: AskOptions,
  onAnswers: (answers: readonly GeneratedRow[]) => void,
): Promise<void> {
  const folder = join(places.snapshots, step.id);
  mkdirSync(folder, { recursive: true });
  const open = new Set(questions.keys());
  await withRestarts(async () => {
    if (open.size === 0) return;
    const lines = [...open].map((id) => ({ id, ...(questions[id] as Question) }));
    await trainer.request(
      'generate',
      {
        checkpoint,
        features: places.features,
        prompts: writeLines(
          join(folder, `${name}.jsonl`),
          lines.map(({ id, row, prompt }) => ({ id, row, prompt })),
        ),
        batch_size: batchSize,
        max_new_tokens: decoding.maxNewTokens,
        temperature: decoding.temperature,
        top_p: decoding.topP,
        seed,
      },
      {
        rows: ({ rows }) => {
          const fresh = rows.filter(({ id }) => open.delete(id));
          onAnswers(fresh);
        },
      },
      signal,
    );
  }, log);
}
