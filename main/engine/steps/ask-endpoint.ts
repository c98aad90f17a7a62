/** Putting prompts to a server: some in flight at a time, each put again while there is hope, what fails told item by item. */
import { createHash } from 'node:crypto';
import pMap from 'p-map';
import pRetry from 'p-retry';
import type { Endpoint } from '../../../shared/models.ts';
import { type ChatAnswer, chat, NeverAnswered, NotNow } from '../endpoint/chat.ts';
import { readKey } from '../endpoint/keys.ts';
import { Pace } from '../endpoint/pace.ts';
import { pictureAddress } from '../endpoint/picture.ts';
import { EngineFailure, throwIfCancelled } from '../failure.ts';
import { PixelBudget } from '../formats/pixel-budget.ts';
import { filesByRow } from '../store/index.ts';
import type { Question, Recaptioner } from './ask.ts';

const firstBackOff = 500;
const longestBackOff = 20_000;
/** So many failures one after the other are no longer the items' fault. */
const leastInARow = 8;
const decodedTogether = 100e6;

/** As `ask`, by a server. Throws an EngineFailure where the server is down or refuses everything; what it has written before is kept. */
export const askEndpoint =
  (endpoint: Endpoint): Recaptioner =>
  async ({ db, signal, log }, questions, { decoding, seed }, { onAnswers, onRefused }) => {
    const key = endpoint.key ? await readKey(endpoint.key) : null;
    const files = filesByRow(db);
    const pace = new Pace(endpoint.requestsPerMinute);
    const budget = new PixelBudget(decodedTogether);
    const ended = new AbortController();
    const until = AbortSignal.any([signal, ended.signal]);
    const mostInARow = Math.max(leastInARow, endpoint.inFlight);
    let failedInARow = 0;
    let fatal: unknown = null;

    const put = async (picture: string, { row, prompt }: Question): Promise<ChatAnswer> => {
      const ask = { picture, prompt, decoding, seed: seedOf(seed, row, prompt) };
      return await pRetry(
        async () => {
          await pace.turn(until);
          return await chat(endpoint, key, ask, until);
        },
        {
          retries: endpoint.retries,
          minTimeout: firstBackOff,
          maxTimeout: longestBackOff,
          randomize: true,
          signal: until,
          shouldRetry: ({ error }) => error instanceof NotNow,
          onFailedAttempt({ error, retriesLeft }) {
            if (!(error instanceof NotNow)) return;
            if (error.pauseSeconds > 0) pace.pause(error.pauseSeconds);
            if (retriesLeft > 0) log(`${endpoint.url}: ${error.message}; ${retriesLeft} more tries.`);
          },
        },
      );
    };

    const one = async (question: Question, id: number): Promise<void> => {
      const picture = await pictureAddress(files.get(question.row) as string, budget);
      if ('refused' in picture) {
        onRefused([id], picture.refused);
        return;
      }
      let answer: ChatAnswer;
      try {
        answer = await put(picture.address, question);
      } catch (error) {
        if (!(error instanceof NeverAnswered || error instanceof NotNow)) throw error;
        onRefused([id], error.message);
        if (++failedInARow >= mostInARow) throw down(endpoint, failedInARow, error.message);
        return;
      }
      failedInARow = 0;
      onAnswers([{ id, ...answer }]);
    };

    await pMap(
      questions,
      async (question, id) => {
        if (until.aborted) return;
        try {
          await one(question, id);
        } catch (error) {
          // The others in flight end too, and only then does the step: nothing is stored behind its back.
          if (!until.aborted) fatal = error;
          ended.abort();
        }
      },
      { concurrency: endpoint.inFlight },
    );
    throwIfCancelled(signal);
    if (fatal) throw fatal;
  };

/** The same image, prompt and seed: the same caption, where the server draws as it is told. */
const seedOf = (seed: number, row: number, prompt: string): number =>
  createHash('sha256').update(`${seed}/${row}/${prompt}`).digest().readUInt32BE() >>> 1;

const down = ({ url }: Endpoint, times: number, reason: string): EngineFailure =>
  new EngineFailure(
    `${url} has failed ${times} captions in a row; the last one: ${reason}.`,
    'What it has written is kept. When it is up again, `resume` asks only what is missing.',
  );
