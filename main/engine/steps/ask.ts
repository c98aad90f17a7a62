/** Putting prompts to a model in the order of a file, with restarts that ask only what is still open. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Decoding } from '../../../shared/plan.ts';
import type { GeneratedRow } from '../../../shared/trainer-protocol.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import type { StepContext } from './step-context.ts';
import { writeLines } from './train.ts';

const batchSize = 128;

export interface Question {
  readonly row: number;
  readonly prompt: string;
}

/** An answer as it is stored. Null: whoever gave it does not tell. */
export interface Answer {
  readonly id: number;
  readonly text: string;
  readonly tokens: number | null;
  readonly logProbability: number | null;
  readonly minLogProbability: number | null;
  readonly truncated: boolean;
  readonly seconds: number | null;
  readonly usd: number | null;
}

export interface Told {
  /** In batches, in any order, each answer with the index of its question. */
  readonly onAnswers: (answers: readonly Answer[]) => void;
  /** Questions that will have no answer. */
  readonly onRefused: (ids: readonly number[], reason: string) => void;
}

/** Somebody who writes captions: every question is answered or refused exactly once. */
export type Recaptioner = (
  context: StepContext,
  questions: readonly Question[],
  options: AskOptions,
  told: Told,
) => Promise<void>;

/** A worker's row. */
export const answerOf = (row: GeneratedRow): Answer => ({
  id: row.id,
  text: row.text,
  tokens: row.tokens,
  logProbability: row.log_probability,
  minLogProbability: row.min_log_probability,
  truncated: row.truncated,
  seconds: null,
  usd: null,
});

export interface AskOptions {
  readonly checkpoint: string;
  readonly decoding: Decoding;
  readonly seed: number;
  /** Name of the prompts' file in the step's snapshot. */
  readonly name: string;
}

/** By the trainer, which refuses nothing: its images were read at the import. */
export const askTrainer: Recaptioner = (context, questions, options, { onAnswers }) =>
  ask(context, questions, options, (rows) => onAnswers(rows.map(answerOf)));

/** The trainer's rows arrive in batches, each with the index of its question; every question is answered exactly once. */
export async function ask(
  { places, step, trainer, signal, log }: StepContext,
  questions: readonly Question[],
  { checkpoint, decoding, seed, name }: AskOptions,
  onRows: (rows: readonly GeneratedRow[]) => void,
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
          onRows(rows.filter(({ id }) => open.delete(id)));
        },
      },
      signal,
    );
  }, log);
}
