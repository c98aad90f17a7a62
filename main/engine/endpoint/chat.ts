/** One request to a chat server (OpenAI's protocol, as vLLM, SGLang, llama.cpp and Ollama speak it): an image and a prompt to a text. */
import { z } from 'zod';
import type { Decoding, Endpoint } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';

export interface ChatAsk {
  /** A data address. */
  readonly picture: string;
  readonly prompt: string;
  readonly decoding: Decoding;
  readonly seed: number;
}

export interface ChatAnswer {
  readonly text: string;
  readonly tokens: number | null;
  readonly logProbability: number | null;
  readonly minLogProbability: number | null;
  readonly truncated: boolean;
  readonly seconds: number;
  /** Null where the plan names no price or the server tells no tokens. */
  readonly usd: number | null;
}

/** The server will never answer this one: another time changes nothing. */
export class NeverAnswered extends Error {}

/** It may answer later; `pauseSeconds` is how long it asks everybody to wait. */
export class NotNow extends Error {
  readonly pauseSeconds: number;
  constructor(message: string, pauseSeconds = 0) {
    super(message);
    this.pauseSeconds = pauseSeconds;
  }
}

const Reply = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish() }),
        finish_reason: z.string().nullish(),
        logprobs: z
          .object({ content: z.array(z.object({ logprob: z.number() })).nullish() })
          .nullish()
          .catch(null),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) })
    .nullish()
    .catch(null),
});

/** A caption with the log-probabilities of a thousand tokens is far below this. */
const largestReply = 4e6;
const keptOfReply = 200;
/** Longer pauses are not waited for. */
const longestPause = 300;

/**
 * Throws NeverAnswered, NotNow, or an EngineFailure where no request to this server can succeed (key, address, model, redirect).
 * A redirect is never followed: pictures and the key would go where the user has not sent them.
 */
export async function chat(
  endpoint: Endpoint,
  key: string | null,
  ask: ChatAsk,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const address = `${endpoint.url.replace(/\/+$/, '')}/chat/completions`;
  const began = performance.now();
  const late = AbortSignal.timeout(endpoint.timeoutSeconds * 1000);
  let response: Response;
  let body: string | null;
  try {
    response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify(requestOf(endpoint, ask)),
      signal: AbortSignal.any([signal, late]),
    });
    body = await readBounded(response);
  } catch (error) {
    signal.throwIfAborted();
    throw new NotNow(late.aborted ? `no answer within ${endpoint.timeoutSeconds} seconds` : reasonOf(error));
  }
  if (!response.ok) throw refusalOf(endpoint, response, body ?? '');
  const reply = parsed(body);
  const [choice] = reply.choices as [z.infer<typeof Reply>['choices'][number]];
  if (choice.finish_reason === 'content_filter') throw new NeverAnswered('the server filtered its answer');
  const text = choice.message.content?.trim() ?? '';
  if (text === '') throw new NeverAnswered('the answer is empty');
  const each = choice.logprobs?.content?.map(({ logprob }) => logprob) ?? [];
  return {
    text,
    tokens: reply.usage?.completion_tokens ?? null,
    logProbability: each.length > 0 ? each.reduce((sum, one) => sum + one, 0) / each.length : null,
    minLogProbability: each.length > 0 ? each.reduce((least, one) => Math.min(least, one)) : null,
    truncated: choice.finish_reason === 'length',
    seconds: (performance.now() - began) / 1000,
    usd: priceOf(endpoint, reply.usage),
  };
}

function requestOf({ model, logProbabilities }: Endpoint, { picture, prompt, decoding, seed }: ChatAsk) {
  return {
    model,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: picture } },
          { type: 'text', text: prompt },
        ],
      },
    ],
    max_tokens: decoding.maxNewTokens,
    temperature: decoding.temperature,
    top_p: decoding.topP,
    seed,
    ...(logProbabilities ? { logprobs: true } : {}),
  };
}

/** Null where the answer is larger than any honest one. */
async function readBounded({ body }: Response): Promise<string | null> {
  if (!body) return '';
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > largestReply) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parsed(body: string | null): z.infer<typeof Reply> {
  if (body === null) throw new NotNow(`the answer is larger than ${largestReply / 1e6} MB`);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new NotNow('the answer is not JSON');
  }
  const reply = Reply.safeParse(json);
  if (reply.success) return reply.data;
  throw new NotNow(
    `the answer is no chat completion: ${reply.error.issues[0]?.path.join('.')} is not as it should be`,
  );
}

function refusalOf({ url, model, key }: Endpoint, { status, headers }: Response, body: string): Error {
  const said = wordsOf(body);
  const told = said ? `: ${said}` : '';
  if (status >= 300 && status < 400) {
    return new EngineFailure(
      `${url} sends requests on to ${headers.get('location') ?? 'another address'}.`,
      'Redirects are not followed, as pictures and keys would go elsewhere. If that is the right address, write it into the plan.',
    );
  }
  if (status === 401 || status === 403) {
    return new EngineFailure(
      `${url} does not let us in (status ${status})${told}.`,
      key
        ? `Set its key anew in Settings, or in a terminal: npm run squared -- key set ${key}`
        : 'Name its key where the server is named, and set that key in Settings, or in a terminal: npm run squared -- key set NAME',
    );
  }
  if (status === 404 || status === 405) {
    return new EngineFailure(
      `${url} knows no chat completions by "${model}" (status ${status})${told}.`,
      'The address ends in /v1 with most servers; the model is called as the server lists it.',
    );
  }
  const pause = pauseOf(headers.get('retry-after'));
  if (pause > longestPause) {
    return new EngineFailure(
      `${url} asks to wait ${Math.ceil(pause / 60)} minutes (status ${status})${told}.`,
      'What it has written is kept; resume then, and only what is missing is asked.',
    );
  }
  if (status === 408 || status === 409 || status === 425 || status === 429 || status >= 500) {
    return new NotNow(`status ${status}${told}`, pause);
  }
  return new NeverAnswered(`status ${status}${told}`);
}

/** The header holds seconds or a date. */
function pauseOf(header: string | null): number {
  if (header === null) return 0;
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

/** What a server says of its error, on one short line. */
function wordsOf(body: string): string {
  let said = body;
  try {
    const { error } = z
      .object({ error: z.union([z.string(), z.object({ message: z.string() })]) })
      .parse(JSON.parse(body));
    said = typeof error === 'string' ? error : error.message;
  } catch {
    // Not in OpenAI's form: its own words, then.
  }
  return said.replace(/\s+/g, ' ').trim().slice(0, keptOfReply);
}

const reasonOf = (error: unknown): string => {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ? `no connection (${cause.code})` : message;
};

function priceOf(
  { price }: Endpoint,
  usage: { prompt_tokens: number; completion_tokens: number } | null | undefined,
): number | null {
  if (!price || !usage) return null;
  return (usage.prompt_tokens * price.input + usage.completion_tokens * price.output) / 1e6;
}
