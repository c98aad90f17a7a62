/** The captioner at its limits, with the shipped model and as many lanes as the test asks for: nothing to say, no memory, told to stop, a tokenizer of another model. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cancelled } from '../../main/engine/failure.ts';
import { resources } from '../../main/engine/places.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { startCaptioner } from '../../main/engine/workers/captioner.ts';
import { Trainer } from '../../main/engine/workers/trainer.ts';
import { writeWorld } from '../../main/engine/world/write.ts';
import type { GeneratedRow, TrainerArgs } from '../../shared/trainer-protocol.ts';

const log = () => {};
const words = 1065;
const prompt = 'describe this image with all of its details.';
let folder: string;
let model: string;
let images: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'squared-limits-'));
  const sizes = { pretrain: 64, sft: 0, sftVal: 0, spatial: 0, grounding: 0, ocr: 0, bench: 0 };
  await writeWorld(join(folder, 'world'), { seed: 1, sizes });
  const pictures = join(folder, 'world', 'pretrain', 'images');
  images = (await readdir(pictures)).map((name) => join(pictures, name));
  model = join(folder, 'model');
  const trainer = new Trainer({ log });
  const checkpoint = join(resources, 'models', 'pico');
  const args = { checkpoint, out: model, int8: false, reference: null };
  await trainer.request('export', args, {}, new AbortController().signal);
  await trainer.stop();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The model with one of its JSON files changed. */
async function changed(name: string, change: (json: Record<string, unknown>) => object): Promise<string> {
  const copy = await mkdtemp(join(folder, 'changed-'));
  await cp(model, copy, { recursive: true });
  const json = JSON.parse(readFileSync(join(copy, name), 'utf8'));
  writeFileSync(join(copy, name), JSON.stringify(change(json)));
  return copy;
}

interface Captioned {
  readonly rows: GeneratedRow[];
  readonly lanes: unknown;
}

/** When the captioner last answered, in milliseconds of this process. */
let answered = 0;

async function captions(
  how: Partial<TrainerArgs<'caption'>>,
  { threads = 2, asked = images, signal = new AbortController().signal, told = log as () => void } = {},
): Promise<Captioned> {
  const asks = join(folder, 'asks.jsonl');
  writeFileSync(asks, asked.map((file, id) => `${JSON.stringify({ id, file, prompt })}\n`).join(''));
  const before = process.env.SQUARED_CAPTIONER_THREADS;
  process.env.SQUARED_CAPTIONER_THREADS = String(threads);
  const captioner = startCaptioner({ log });
  const rows: GeneratedRow[] = [];
  try {
    const settings = { slots: 16, max_new_tokens: 24, temperature: 0, top_k: 0, top_p: 1, seed: 1 };
    const { lanes } = await captioner.request(
      'caption',
      { model, precision: 'fp32', asks, ...settings, ...how },
      {
        rows: (event) => {
          rows.push(...event.rows);
          told();
        },
      },
      signal,
    );
    return { rows: rows.toSorted((a, b) => a.id - b.id), lanes };
  } finally {
    answered = performance.now();
    await captioner.stop();
    if (before === undefined) delete process.env.SQUARED_CAPTIONER_THREADS;
    else process.env.SQUARED_CAPTIONER_THREADS = before;
  }
}

test('a model that stops at once writes empty captions, one for each image, and none is cut off', async () => {
  const silent = await changed('generation_config.json', (json) => ({
    ...json,
    eos_token_id: Array.from({ length: words }, (_, id) => id),
  }));
  const { rows, lanes } = await captions({ model: silent });
  expect(lanes).toBe(2);
  expect(rows.map(({ id }) => id)).toEqual(images.map((_, id) => id));
  for (const { text, tokens, truncated, log_probability } of rows) {
    expect({ text, tokens, truncated }).toEqual({ text: '', tokens: 0, truncated: false });
    // Of the end mark, the one token there is.
    expect(log_probability).toBeLessThan(0);
  }
  const { rows: usual } = await captions({ max_new_tokens: 3 });
  expect(usual.every(({ tokens }) => tokens > 0)).toBe(true);
}, 120_000);

test.each([1, 2])(
  'cancelled within a second with %i lanes',
  async (threads) => {
    // More than can be written before the end of the test.
    const asked = Array.from({ length: 4000 }, (_, i) => images[i % images.length] as string);
    const cancel = new AbortController();
    let cancelledAt = 0;
    let late = 0;
    const running = captions(
      { max_new_tokens: 200 },
      {
        threads,
        asked,
        signal: cancel.signal,
        told: () => {
          if (cancelledAt === 0) {
            cancelledAt = performance.now();
            cancel.abort();
          } else late = performance.now() - cancelledAt;
        },
      },
    );
    await expect(running).rejects.toThrow(Cancelled);
    expect(cancelledAt).toBeGreaterThan(0);
    expect(late).toBeLessThan(1000);
    expect(answered - cancelledAt).toBeLessThan(1000);
  },
  120_000,
);

test.each([1, 2])(
  'memory that does not even do for one caption stops %i lanes in words',
  async (threads) => {
    // Two billion places for keys and values are more than there can be.
    const endless = await changed('config.json', (json) => ({
      ...json,
      text_config: { ...(json.text_config as object), max_position_embeddings: 2 ** 31 },
    }));
    const running = captions({ model: endless, max_new_tokens: 2 ** 31 }, { threads });
    await expect(running).rejects.toThrow(/^Out of memory with one caption at a time \(.+\)\.$/);
    await expect(running).rejects.toMatchObject({
      advice: expect.stringContaining('Close other programs, or use smaller batches.'),
    });
  },
  120_000,
);

test('a tokenizer that knows more than the model is refused by name', async () => {
  const other = await changed('tokenizer.json', (json) => ({
    ...json,
    added_tokens: [
      ...(json.added_tokens as object[]),
      { id: 49279, content: '<row_1_col_1>', special: true, normalized: false, lstrip: false, rstrip: false },
    ],
  }));
  await expect(captions({ model: other })).rejects.toThrow(
    /tokenizer\.json has "<row_1_col_1>" as 49279; the model knows 1065 tokens\. They are not of one model\./,
  );
});

test('a config of another vocabulary than the graphs’ is refused by name', async () => {
  const other = await changed('config.json', (json) => ({
    ...json,
    text_config: { ...(json.text_config as object), vocab_size: 49280 },
  }));
  expect(existsSync(join(other, 'onnx', 'decoder_new_rows.onnx'))).toBe(true);
  await expect(captions({ model: other })).rejects.toThrow(
    /decoder_new_rows\.onnx knows 1065 tokens; config\.json beside it names 49280\. They are not of one model\./,
  );
});

test('an export of an earlier version is refused, and what to do is said', async () => {
  const earlier = await mkdtemp(join(folder, 'earlier-'));
  await cp(model, earlier, { recursive: true });
  const decoder = join(earlier, 'onnx', 'decoder_new_rows.onnx');
  const made = spawnSync(pythonPath, [join(import.meta.dirname, 'make_earlier_export.py'), decoder], {
    encoding: 'utf8',
  });
  expect(made.status, made.stderr).toBe(0);
  await expect(captions({ model: earlier })).rejects.toThrow(
    /decoder_new_rows\.onnx is of an earlier version: do its export again\./,
  );
});
