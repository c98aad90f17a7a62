/** A trained checkpoint, exported, and captioned with by the real captioner: what PyTorch writes, word for word. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Places, placesOf } from '../../main/engine/places.ts';
import { imagesOfSet, openForReading, type StoredImage } from '../../main/engine/store/index.ts';
import { startCaptioner } from '../../main/engine/workers/captioner.ts';
import { Trainer } from '../../main/engine/workers/trainer.ts';
import type { AskLine, GeneratedRow, TrainerArgs } from '../../shared/trainer-protocol.ts';
import { littleExperiment, runHere } from './little-experiment.ts';

const log = () => {};
const signal = new AbortController().signal;
const prompts = [
  'describe this image with all of its details.',
  'is there a dog in the image?',
  'where is it?',
];
const trainer = new Trainer({ log });
const captioner = startCaptioner({ log });
let places: Places;
let images: StoredImage[];
let model: string;

beforeAll(async () => {
  places = placesOf(littleExperiment((plan) => ({ ...plan, rounds: 0, benchmarks: ['pope'] })));
  expect(await runHere(places.folder)).toBe('done');
  const db = openForReading(places.database);
  images = imagesOfSet(db, 'bench').slice(0, 24);
  db.close();
  model = join(places.folder, 'onnx', 'v0');
  const checkpoint = places.checkpoint(1, 'v0');
  const reference = {
    pixels: places.pixels,
    rows: 400,
    count: 64,
    prompt: prompts[0] as string,
    max_new_tokens: 24,
  };
  await trainer.request('export', { checkpoint, out: model, int8: true, reference }, {}, signal);
}, 240_000);

afterAll(async () => {
  await Promise.all([trainer.stop(), captioner.stop()]);
  rmSync(dirname(places.folder), { recursive: true, force: true });
});

const lines = (name: string, each: readonly object[]): string => {
  const file = join(places.folder, name);
  writeFileSync(file, each.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
};

/** All but the log-probabilities, whose last digits depend on how many are multiplied together. */
const wordsOf = (rows: readonly GeneratedRow[]) =>
  rows.map(({ id, text, tokens, truncated }) => ({ id, text, tokens, truncated }));

const asked = (): AskLine[] =>
  images.flatMap(({ file }, i) => prompts.map((prompt, j) => ({ id: i * prompts.length + j, file, prompt })));

async function captions(
  asks: readonly AskLine[],
  how: Partial<TrainerArgs<'caption'>> = {},
  by = captioner,
): Promise<{ rows: GeneratedRow[]; refused: string[]; slots: unknown; lanes: unknown }> {
  const rows: GeneratedRow[] = [];
  const refused: string[] = [];
  const { slots, lanes } = await by.request(
    'caption',
    {
      model,
      precision: 'fp32',
      asks: lines('asks.jsonl', asks),
      slots: 16,
      max_new_tokens: 24,
      temperature: 0,
      top_k: 0,
      top_p: 1,
      seed: 7,
      ...how,
    },
    {
      rows: (event) => rows.push(...event.rows),
      refused: ({ items }) => refused.push(...items.map(({ file, reason }) => `${file}: ${reason}`)),
    },
    signal,
  );
  return { rows: rows.toSorted((a, b) => a.id - b.id), refused, slots, lanes };
}

async function captionsOfTorch(): Promise<GeneratedRow[]> {
  const rows: GeneratedRow[] = [];
  const asks = images.flatMap(({ row }, i) =>
    prompts.map((prompt, j) => ({ id: i * prompts.length + j, row, prompt })),
  );
  await trainer.request(
    'generate',
    {
      checkpoint: places.checkpoint(1, 'v0'),
      features: places.features,
      prompts: lines('prompts.jsonl', asks),
      batch_size: 32,
      max_new_tokens: 24,
      temperature: 0,
      top_p: 1,
      seed: 7,
    },
    { rows: (event) => rows.push(...event.rows) },
    signal,
  );
  return rows.toSorted((a, b) => a.id - b.id);
}

test('what PyTorch writes, word for word, with its log-probabilities', async () => {
  const [ours, theirs] = [await captions(asked()), await captionsOfTorch()];
  expect(ours.rows.map(({ text }) => text)).toEqual(theirs.map(({ text }) => text));
  for (const [i, row] of ours.rows.entries()) {
    const other = theirs[i] as GeneratedRow;
    expect({ ...row, log_probability: 0, min_log_probability: 0 }).toEqual({
      ...other,
      log_probability: 0,
      min_log_probability: 0,
    });
    // The trainer's cached features are rounded to half precision.
    expect(row.log_probability).toBeCloseTo(other.log_probability, 1);
  }
});

const verified = (args: Partial<TrainerArgs<'verify'>> = {}) =>
  captioner.request('verify', { model, precision: 'fp32', pixels: places.pixels, ...args }, {}, signal);

test('an export equals stock Transformers on 64 images: logits within 1e-3, the same greedy tokens', async () => {
  const parity = await verified();
  expect(parity).toMatchObject({ images: 64, equal: 64, firstDifference: null });
  expect(parity.logitDifference).toBeLessThan(1e-3);
  const eight = await verified({ precision: 'int8' });
  expect(eight.logitDifference).toBeGreaterThan(1e-3);
  expect(eight.equal).toBeGreaterThan(32);
});

test('an export that differs fails with the first difference', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'squared-model-'));
  await cp(model, folder, { recursive: true });
  await cp(join(model, 'onnx/decoder_new_rows_int8.onnx'), join(folder, 'onnx/decoder_new_rows.onnx'));
  await expect(verified({ model: folder })).rejects.toThrow(
    /differs from its checkpoint: image 0: the logit of/,
  );
  rmSync(folder, { recursive: true });
});

test('neither the batch nor the neighbours change a caption, sampled ones included', async () => {
  const sampling = { temperature: 1, top_k: 40, top_p: 0.9 };
  const together = await captions(asked(), { ...sampling, slots: 72 });
  const few = await captions(asked().toReversed(), { ...sampling, slots: 5 });
  expect(few.rows.map(({ text }) => text)).toEqual(together.rows.map(({ text }) => text));
  // As a run that was interrupted asks what is left: fewer, by other numbers.
  const left = asked()
    .slice(7)
    .map((ask, id) => ({ ...ask, id }));
  const rest = await captions(left, { ...sampling, slots: 16 });
  expect(rest.rows.map(({ text }) => text)).toEqual(together.rows.slice(7).map(({ text }) => text));
  const otherSeed = await captions(asked(), { ...sampling, seed: 8 });
  expect(otherSeed.rows).not.toEqual(together.rows);
}, 120_000);

/** What a captioner with so many cores writes. */
async function withThreads(
  threads: number,
  asks: readonly AskLine[],
  how: Partial<TrainerArgs<'caption'>> = {},
) {
  const before = process.env.SQUARED_CAPTIONER_THREADS;
  process.env.SQUARED_CAPTIONER_THREADS = String(threads);
  const other = startCaptioner({ log });
  try {
    return await captions(asks, how, other);
  } finally {
    await other.stop();
    if (before === undefined) delete process.env.SQUARED_CAPTIONER_THREADS;
    else process.env.SQUARED_CAPTIONER_THREADS = before;
  }
}

test('cores that write for themselves write what one core writes', async () => {
  const [alone, three] = [await withThreads(1, asked()), await withThreads(3, asked())];
  expect([alone.lanes, three.lanes]).toEqual([1, 3]);
  expect(wordsOf(three.rows)).toEqual(wordsOf(alone.rows));
  for (const [i, { log_probability }] of three.rows.entries())
    expect(log_probability).toBeCloseTo((alone.rows[i] as GeneratedRow).log_probability, 4);
});

test.each([
  ['greedy', {}],
  ['sampled', { temperature: 1, top_k: 40, top_p: 0.9 }],
])(
  'in eight bits a %s caption is the same to the last digit, whatever is written beside it',
  async (_, sampling) => {
    const how = { ...sampling, precision: 'int8' as const };
    const { rows } = await withThreads(1, asked(), { ...how, slots: 16 });
    expect(new Set(rows.map(({ text }) => text)).size).toBeGreaterThan(10);
    for (const slots of [1, 3, 72])
      expect((await withThreads(1, asked(), { ...how, slots })).rows).toEqual(rows);
    const two = await withThreads(2, asked().toReversed(), { ...how, slots: 10 });
    expect(two.lanes).toBe(2);
    expect(two.rows).toEqual(rows);
    // Every third alone, beside a neighbour whose question is much longer than theirs.
    const long = { id: -1, file: (images[0] as StoredImage).file, prompt: `${prompts[0]} `.repeat(4) };
    const some = await withThreads(1, [long, ...asked().filter(({ id }) => id % 3 === 2)], {
      ...how,
      slots: 5,
    });
    expect(some.rows.slice(1)).toEqual(rows.filter(({ id }) => id % 3 === 2));
  },
  120_000,
);

test('where memory runs out, fewer are written at a time, and nothing is written twice', async () => {
  const wanted = 1e9;
  const { rows, slots } = await captions(asked(), { slots: wanted });
  expect(slots).toBeLessThan(wanted);
  expect(wordsOf(rows)).toEqual(wordsOf((await captions(asked(), { slots: 72 })).rows));
});

test('a capped caption says so', async () => {
  const { rows } = await captions(asked().slice(0, 6), { max_new_tokens: 2 });
  expect(rows.filter(({ truncated }) => truncated).length).toBeGreaterThan(0);
  for (const { tokens, truncated } of rows) expect(tokens === 2).toBe(truncated);
});

test('a broken image is told and left out, the rest is captioned', async () => {
  const broken = join(places.folder, 'broken.jpg');
  writeFileSync(broken, 'no picture');
  const file = (images[0] as StoredImage).file;
  const prompt = prompts[0] as string;
  const { rows, refused } = await captions([
    { id: 0, file: broken, prompt },
    { id: 1, file, prompt },
  ]);
  expect(rows.map(({ id }) => id)).toEqual([1]);
  expect(refused).toEqual([`${broken}: its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image`]);
});

test('eight bits write nearly the same', async () => {
  const [fp32, int8] = [await captions(asked()), await captions(asked(), { precision: 'int8' })];
  const same = fp32.rows.filter(({ text }, i) => text === int8.rows[i]?.text).length;
  expect(same / fp32.rows.length).toBeGreaterThan(0.5);
});

test('a folder as the hub has it, without our own decoder, writes the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'squared-model-'));
  await cp(model, folder, { recursive: true });
  for (const own of ['decoder_new_rows', 'vision_encoder_from_bytes'])
    rmSync(join(folder, 'onnx', `${own}.onnx`));
  const sampling = { temperature: 1, top_k: 40, top_p: 0.9 };
  for (const how of [{}, sampling]) {
    const [published, own] = [
      await captions(asked(), { ...how, model: folder }),
      await captions(asked(), how),
    ];
    expect(published.rows.map(({ text, tokens }) => [text, tokens])).toEqual(
      own.rows.map(({ text, tokens }) => [text, tokens]),
    );
    for (const [i, row] of published.rows.entries())
      expect(row.log_probability).toBeCloseTo((own.rows[i] as GeneratedRow).log_probability, 3);
  }
  rmSync(folder, { recursive: true });
});

test.each([
  ['onnx/embed_tokens.onnx', 'an ONNX graph is expected there'],
  ['tokenizer.json', 'a JSON file is expected there'],
])('a folder without %s is refused by name', async (name, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'squared-model-'));
  await cp(model, folder, { recursive: true });
  rmSync(join(folder, name));
  await expect(captions(asked(), { model: folder })).rejects.toThrow(
    `${join(folder, name)} is missing: ${expected}`,
  );
  rmSync(folder, { recursive: true });
});

test('a file of another model is refused by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'squared-model-'));
  await cp(model, folder, { recursive: true });
  await cp(join(model, 'onnx/vision_encoder.onnx'), join(folder, 'onnx/decoder_new_rows.onnx'));
  await expect(captions(asked(), { model: folder })).rejects.toThrow(
    /decoder_new_rows.onnx has no input inputs_embeds/,
  );
  rmSync(folder, { recursive: true });
});

test('an export is whole or not there', () => {
  expect(existsSync(join(model, 'COMPLETE'))).toBe(true);
});
