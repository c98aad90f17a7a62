/** Captions by a server, over endpoint/put.ts. */
import { createHash } from 'node:crypto';
import type { Endpoint } from '../../../shared/plan.ts';
import { putAll } from '../endpoint/put.ts';
import { filesByRow } from '../store/index.ts';
import type { Recaptioner } from './ask.ts';

/** As `ask`, by a server. Throws an EngineFailure where the server is down or refuses everything; what it has written before is kept. */
export const askEndpoint =
  (endpoint: Endpoint): Recaptioner =>
  async ({ db, signal, log }, questions, { decoding, seed }, { onAnswers, onRefused }) => {
    const files = filesByRow(db);
    const puts = questions.map(({ row, prompt }) => ({
      file: files.get(row) as string,
      prompt,
      decoding,
      seed: seedOf(seed, row, prompt),
    }));
    await putAll(endpoint, puts, {
      what: 'captions',
      advice: 'What it has written is kept. Resume when it is up again: only what is missing is asked.',
      signal,
      log,
      onAnswer: (id, answer) => onAnswers([{ id, ...answer }]),
      onRefused: (id, reason) => onRefused([id], reason),
    });
  };

/** The same image, prompt and seed: the same caption, where the server draws as it is told. */
const seedOf = (seed: number, row: number, prompt: string): number =>
  createHash('sha256').update(`${seed}/${row}/${prompt}`).digest().readUInt32BE() >>> 1;
