/** Holds an exported model to what stock Transformers computed with its checkpoint (squared_trainer/reference.py). */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { caption } from './caption.ts';
import { encode } from './encode.ts';
import { CaptionerFailure } from './failure.ts';
import { Forward } from './forward.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Sessions } from './sessions.ts';
import type { Text } from './text.ts';

const Ask = z.object({
  row: z.int().min(0),
  prompt: z.string(),
  ids: z.array(z.int()),
  tokens: z.array(z.int()),
});
type Ask = z.infer<typeof Ask>;

export interface Parity {
  readonly images: number;
  /** The largest, over all images and the whole vocabulary, behind the prompt. */
  readonly logitDifference: number;
  /** Images whose greedy tokens are all the same. */
  readonly equal: number;
  /** Share of all expected tokens up to each image's first differing one. */
  readonly tokenAgreement: number;
  readonly firstDifference: string | null;
}

const batch = 16;

/** `pixels`: the engine's raw images, rows x size x size x 3 bytes. */
export async function verify(
  model: ModelFolder,
  sessions: Sessions,
  text: Text,
  pixels: string,
  signal: AbortSignal,
): Promise<Parity> {
  const { folder, imageSize, words, ends } = model;
  const lines = (await readFile(join(folder, 'parity', 'asks.jsonl'), 'utf8')).trim().split('\n');
  const asks = lines.map((line) => Ask.parse(JSON.parse(line)));
  const bytes = await readFile(join(folder, 'parity', 'logits.f32'));
  const expected = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  if (expected.length !== asks.length * words) {
    throw new CaptionerFailure(
      `${folder}/parity holds ${expected.length} logits; ${asks.length} images need ${asks.length * words}.`,
    );
  }
  const images = await squares(pixels, asks, imageSize * imageSize * 3);
  const forward = new Forward(model, sessions, ['logits']);
  let logitDifference = 0;
  let firstDifference: string | null = null;
  const differs = (row: number, what: string) => {
    firstDifference ??= `image ${row}: ${what}`;
  };
  for (let start = 0; start < asks.length; start += batch) {
    const group = asks.slice(start, start + batch).map(({ prompt }, i) => ({
      squares: [images[start + i] as Uint8Array],
      asks: [{ id: start + i, name: '', prompt: text.prompt(prompt) }],
    }));
    const { logits } = await forward.prompts(await encode(model, sessions, group));
    for (const [i, logit] of ((logits as Tensor).data as Float32Array).entries()) {
      const difference = Math.abs(logit - (expected[start * words + i] as number));
      logitDifference = Math.max(logitDifference, difference);
      if (difference > tolerance) {
        const { row } = asks[start + Math.floor(i / words)] as Ask;
        differs(row, `the logit of token ${i % words} is ${logit}, expected ${expected[start * words + i]}`);
      }
    }
  }
  const written = new Map<number, readonly number[]>();
  const source = async function* () {
    for (const [id, { prompt }] of asks.entries()) {
      yield { squares: [images[id] as Uint8Array], asks: [{ id, name: '', prompt: text.prompt(prompt) }] };
    }
  };
  const options = {
    slots: batch,
    encodeBatch: batch,
    promptTokens: Math.max(...asks.map(({ ids }) => ids.length)),
    maxNewTokens: Math.max(...asks.map(({ tokens }) => tokens.length)),
    sampling: { temperature: 0, topK: 0, topP: 1 },
    seed: 0,
    signal,
  };
  for await (const some of caption(model, sessions, source(), options)) {
    for (const { id, tokens } of some) written.set(id, tokens);
  }
  let equal = 0;
  let expectedTokens = 0;
  let sameTokens = 0;
  for (const [id, { row, prompt, ids, tokens }] of asks.entries()) {
    const own = text.prompt(prompt);
    if (String(own) !== String(ids)) differs(row, `the prompt is ${own}, expected ${ids}`);
    const end = tokens.findIndex((token) => ends.has(token));
    const wanted = tokens.slice(0, end < 0 ? undefined : end);
    const got = written.get(id) ?? [];
    const apart = wanted.findIndex((token, at) => token !== got[at]);
    expectedTokens += wanted.length;
    sameTokens += apart < 0 ? wanted.length : apart;
    if (String(got) === String(wanted)) equal++;
    else differs(row, `the tokens are ${got}, expected ${wanted}`);
  }
  const tokenAgreement = expectedTokens === 0 ? 1 : sameTokens / expectedTokens;
  return { images: asks.length, logitDifference, equal, tokenAgreement, firstDifference };
}

/** What rounding may change (the bound for single precision). */
export const tolerance = 1e-3;

async function squares(file: string, asks: readonly Ask[], size: number): Promise<Uint8Array[]> {
  const handle = await open(file);
  try {
    return await Promise.all(
      asks.map(async ({ row }) => {
        const { buffer } = await handle.read(new Uint8Array(size), 0, size, row * size);
        return buffer;
      }),
    );
  } finally {
    await handle.close();
  }
}
