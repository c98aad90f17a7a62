/** Putting questions to a server: some in flight at a time, each put again while there is hope, what fails told item by item. */
import pMap from 'p-map';
import pRetry from 'p-retry';
import type { Endpoint } from '../../../shared/plan.ts';
import { EngineFailure, throwIfCancelled } from '../failure.ts';
import { PixelBudget } from '../formats/pixel-budget.ts';
import { type ChatAnswer, type ChatAsk, chat, NeverAnswered, NotNow } from './chat.ts';
import { readKey } from './keys.ts';
import { Pace } from './pace.ts';
import { pictureAddress } from './picture.ts';

const firstBackOff = 500;
const longestBackOff = 20_000;
/** So many failures one after the other are no longer the items' fault. */
const leastInARow = 8;
const decodedTogether = 100e6;

export interface Put extends Omit<ChatAsk, 'picture'> {
  /** The image's file. */
  readonly file: string;
}

export interface Putting {
  /** What is asked for, in the plural, as it is told when the server is down: `captions`. */
  readonly what: string;
  /** What to do once it is up again. */
  readonly advice: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly onAnswer: (index: number, answer: ChatAnswer) => void;
  /** This one will have no answer. */
  readonly onRefused: (index: number, reason: string) => void;
}

/**
 * Each is answered or refused exactly once. Throws an EngineFailure where the server is down or refuses everything, Cancelled where the user
 * stops; what was told before that stays told.
 */
export async function putAll(
  endpoint: Endpoint,
  puts: readonly Put[],
  { what, advice, signal, log, onAnswer, onRefused }: Putting,
): Promise<void> {
  const key = endpoint.key ? await readKey(endpoint.key) : null;
  const pace = new Pace(endpoint.requestsPerMinute);
  const budget = new PixelBudget(decodedTogether);
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const mostInARow = Math.max(leastInARow, endpoint.inFlight);
  let failedInARow = 0;
  let fatal: unknown = null;

  const put = async (ask: ChatAsk): Promise<ChatAnswer> =>
    await pRetry(
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

  const one = async ({ file, ...ask }: Put, index: number): Promise<void> => {
    const picture = await pictureAddress(file, budget);
    if ('refused' in picture) {
      onRefused(index, picture.refused);
      return;
    }
    let answer: ChatAnswer;
    try {
      answer = await put({ picture: picture.address, ...ask });
    } catch (error) {
      if (!(error instanceof NeverAnswered || error instanceof NotNow)) throw error;
      onRefused(index, error.message);
      if (++failedInARow >= mostInARow) {
        throw new EngineFailure(
          `${endpoint.url} has failed ${failedInARow} ${what} in a row; the last one: ${error.message}.`,
          advice,
        );
      }
      return;
    }
    failedInARow = 0;
    onAnswer(index, answer);
  };

  await pMap(
    puts,
    async (ask, index) => {
      if (until.aborted) return;
      try {
        await one(ask, index);
      } catch (error) {
        // The others in flight end too, and only then does the whole: nothing is stored behind its back.
        if (!until.aborted) fatal = error;
        ended.abort();
      }
    },
    { concurrency: endpoint.inFlight },
  );
  throwIfCancelled(signal);
  if (fatal) throw fatal;
}
