/** A model laid out as the hub's, opened by stock Transformers.js: the same prompts, and the same tokens as ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  AutoModelForImageTextToText,
  AutoProcessor,
  env,
  full,
  type PreTrainedModel,
  type Processor,
  RawImage,
  Tensor,
} from '@huggingface/transformers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostPromptTokens, pictures } from '../../main/captioner/asks.ts';
import { caption } from '../../main/captioner/caption.ts';
import type { Picture } from '../../main/captioner/encode.ts';
import { type ModelFolder, openModelFolder } from '../../main/captioner/model-folder.ts';
import { openSessions } from '../../main/captioner/sessions.ts';
import { Text } from '../../main/captioner/text.ts';
import { resources } from '../../main/engine/places.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';

const folder = mkdtempSync(join(tmpdir(), 'squared-stock-'));
const model = join(folder, 'smolvlm', 'onnx-model');
const signal = new AbortController().signal;
const question = 'what does the sign say?';
let processor: Processor;
let stock: PreTrainedModel;

beforeAll(async () => {
  const { status, stderr } = spawnSync(
    pythonPath,
    [join(import.meta.dirname, 'make_smolvlm.py'), dirname(model)],
    { encoding: 'utf8', env: { ...process.env, PYTHONPATH: join(resources, 'trainer') } },
  );
  if (status !== 0) throw new Error(stderr);
  env.allowRemoteModels = false;
  env.localModelPath = dirname(model);
  processor = await AutoProcessor.from_pretrained(basename(model));
  stock = await AutoModelForImageTextToText.from_pretrained(basename(model), {
    dtype: 'fp32',
    device: 'cpu',
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function picture(width: number, height: number): Promise<string> {
  const file = join(folder, `${width}x${height}.png`);
  const noise = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919 + (i >> 5) * 31) % 256);
  await sharp(noise, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file);
  return file;
}

async function ours(
  file: string,
  opened: ModelFolder,
): Promise<{ picture: Picture; tokens: readonly number[] }> {
  const text = new Text(opened);
  const images = [{ file, asks: [{ id: 1, file, prompt: question }] }];
  const refused = () => {
    throw new Error('refused');
  };
  const seen: Picture[] = [];
  const source = async function* () {
    for await (const each of pictures(images, text, { model: opened, signal, refused })) {
      seen.push(each);
      yield each;
    }
  };
  const options = {
    slots: 2,
    encodeBatch: 4,
    promptTokens: mostPromptTokens(images, text, opened),
    maxNewTokens: 20,
    sampling: { temperature: 0, topK: 0, topP: 1 },
    seed: 1,
    signal,
  };
  const tokens: number[] = [];
  for await (const batch of caption(opened, await openSessions(opened, 1), source(), options)) {
    tokens.push(...batch.flatMap((written) => written.tokens));
  }
  return { picture: seen[0] as Picture, tokens };
}

async function theirs({ squares, asks }: Picture, size: number): Promise<number[]> {
  const plane = size * size;
  const values = new Float32Array(squares.length * 3 * plane);
  for (const [row, square] of squares.entries()) {
    for (const [i, value] of square.entries()) {
      values[(row * 3 + (i % 3)) * plane + Math.floor(i / 3)] = value / 127.5 - 1;
    }
  }
  const prompt = asks[0]?.prompt ?? [];
  const { data } = (await stock.generate({
    input_ids: new Tensor('int64', BigInt64Array.from(prompt, BigInt), [1, prompt.length]),
    attention_mask: full([1, prompt.length], 1n),
    pixel_values: new Tensor('float32', values, [1, squares.length, 3, size, size]),
    pixel_attention_mask: full([1, squares.length, size, size], true),
    max_new_tokens: 20,
    do_sample: false,
  } as never)) as Tensor;
  return Array.from(data as BigInt64Array, Number).slice(prompt.length);
}

/** Without the end mark, as ours are. */
const upTo = (tokens: readonly number[], ends: ReadonlySet<number>): number[] => {
  const end = tokens.findIndex((token) => ends.has(token));
  return tokens.slice(0, end < 0 ? undefined : end);
};

test.each([
  [256, 256],
  [200, 90],
  [60, 250],
])('a picture of %i x %i is cut, marked and answered as by the stock reader', async (width, height) => {
  const file = await picture(width, height);
  const opened = openModelFolder(model, 'fp32');
  const { picture: seen, tokens } = await ours(file, opened);
  const content = [{ type: 'image' }, { type: 'text', text: question }];
  const chat = processor.apply_chat_template([{ role: 'user', content }] as never, {
    add_generation_prompt: true,
  });
  const inputs = await processor(chat, [await RawImage.read(file)]);
  expect(seen.squares).toHaveLength(inputs.pixel_values.dims[1]);
  expect(seen.asks[0]?.prompt).toEqual(Array.from(inputs.input_ids.data as BigInt64Array, Number));
  expect(tokens).toEqual(upTo(await theirs(seen, opened.imageSize), opened.ends));
  expect(tokens.length).toBeGreaterThan(0);
});

test('without image splitting the whole picture is one square', async () => {
  const file = join(model, 'preprocessor_config.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...settings, do_image_splitting: false }));
  try {
    const opened = openModelFolder(model, 'fp32');
    const { picture: seen, tokens } = await ours(await picture(128, 64), opened);
    expect(seen.squares).toHaveLength(1);
    expect(tokens).toEqual(upTo(await theirs(seen, opened.imageSize), opened.ends));
  } finally {
    writeFileSync(file, JSON.stringify(settings));
  }
});

test('a mark in a prompt is text', () => {
  const opened = openModelFolder(model, 'fp32');
  const marks = new Text(opened).prompt('<image> <|im_start|>').filter((id) => id === opened.imageToken);
  expect(marks).toHaveLength(opened.visualTokens);
});
