/** One question to a server, to see whether captions could be asked of it: the address, the key, the model and that it takes pictures. */
import sharp from 'sharp';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { type ChatAnswer, chat, NeverAnswered, NotNow } from '../endpoint/chat.ts';
import { readKey } from '../endpoint/keys.ts';
import { EngineFailure } from '../failure.ts';

const prompt = 'Which colour is this? Answer in one word.';
const decoding = { maxNewTokens: 16, temperature: 0, topP: 1 };
/** A server that has to load its model first may take a while; a person who waits does not want more. */
const mostSeconds = 60;
const kept = 'Nothing was stored. Address, model and key are as they were.';

export interface Tested {
  readonly text: string;
  readonly seconds: number;
  readonly tokens: number | null;
  readonly logProbabilities: boolean;
}

export async function testEndpoint({ name: _, ...saved }: SavedEndpoint): Promise<Tested> {
  const endpoint = {
    ...saved,
    kind: 'endpoint' as const,
    timeoutSeconds: Math.min(mostSeconds, saved.timeoutSeconds),
  };
  const key = endpoint.key ? await readKey(endpoint.key) : null;
  const ask = { picture: await redSquare(), prompt, decoding, seed: 1 };
  const put = (logProbabilities: boolean): Promise<ChatAnswer> =>
    chat({ ...endpoint, logProbabilities }, key, ask, new AbortController().signal);
  const told = ({ text, seconds, tokens }: ChatAnswer, logProbabilities: boolean): Tested => ({
    text,
    seconds,
    tokens,
    logProbabilities,
  });
  try {
    return told(await put(endpoint.logProbabilities), endpoint.logProbabilities);
  } catch (error) {
    if (error instanceof NeverAnswered && endpoint.logProbabilities) {
      // Some servers refuse whoever asks for log-probabilities.
      const without = await put(false).catch(() => null);
      if (without) return told(without, false);
    }
    if (error instanceof NeverAnswered || error instanceof NotNow)
      throw new EngineFailure(`${endpoint.url} did not answer: ${error.message}.`, kept);
    throw error;
  }
}

async function redSquare(): Promise<string> {
  const { data } = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#e03030' } })
    .png()
    .toBuffer({ resolveWithObject: true });
  return `data:image/png;base64,${data.toString('base64')}`;
}
