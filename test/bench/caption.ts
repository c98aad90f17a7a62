/**
 * `npm run bench -- caption`: captions a second from JPEG files, ours against stock Transformers (PyTorch) and stock Transformers.js, on the
 * same weights, images and number of new tokens, each rival with its best batch. `-- caption large` adds a model of SmolVLM-256M's shape
 * (random weights; about a quarter of an hour and 5 GB of disk), `price=0.5` the price of a machine-hour in USD for the costs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeImages } from '../../main/engine/formats/pixels.ts';
import { imageSizeOf } from '../../main/engine/models/known.ts';
import { projectRoot, resources } from '../../main/engine/places.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { startCaptioner } from '../../main/engine/workers/captioner.ts';
import { writeWorld } from '../../main/engine/world/write.ts';
import { conclude, type Figure } from './figures.ts';

const imageSize = imageSizeOf('pico');

const prompt = 'describe this image with all of its details.';
const here = join(import.meta.dirname, 'captioners');
const threads = availableParallelism();
const large = process.argv.includes('large');
const price = Number(process.argv.find((arg) => arg.startsWith('price='))?.slice('price='.length) ?? 0.5);
const folder = mkdtempSync(join(tmpdir(), 'squared-bench-'));
const signal = new AbortController().signal;

interface Measured {
  readonly captionsPerSecond: number;
  readonly firstSeconds: number;
  readonly memoryBytes: number;
  readonly how: string;
}

const best = (all: readonly Measured[]): Measured =>
  all.reduce((a, b) => (b.captionsPerSecond > a.captionsPerSecond ? b : a));

/** A rival's script prints one JSON object a batch size; the best counts. */
function rival(command: string, args: readonly string[]): Measured {
  const { stdout, status, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: String(threads), PYTHONPATH: join(resources, 'trainer') },
  });
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr.slice(-2000)}`);
  return best(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Measured),
  );
}

async function ours(
  model: string,
  images: readonly string[],
  { tokens, slots, precision }: { tokens: number; slots: number; precision: 'fp32' | 'int8' },
): Promise<Measured> {
  const asks = join(folder, 'asks.jsonl');
  writeFileSync(asks, images.map((file, id) => `${JSON.stringify({ id, file, prompt })}\n`).join(''));
  let memoryBytes = 0;
  const captioner = startCaptioner({
    log: (line) => console.error(line),
    heartbeat: ({ peak_memory_bytes }) => {
      memoryBytes = peak_memory_bytes;
    },
  });
  const run = async (file: string) => {
    const began = performance.now();
    let first = 0;
    const result = await captioner.request(
      'caption',
      {
        model,
        precision,
        asks: file,
        slots,
        max_new_tokens: tokens,
        temperature: 0,
        top_k: 0,
        top_p: 1,
        seed: 1,
      },
      {
        rows: () => {
          first ||= (performance.now() - began) / 1000;
        },
      },
      signal,
    );
    // The rivals' models are open, too, when their time begins.
    const opening = result.opening_seconds as number;
    return { first: first - opening, seconds: (result.seconds as number) - opening };
  };
  try {
    const { first, seconds } = await run(asks);
    return {
      captionsPerSecond: images.length / seconds,
      firstSeconds: first,
      memoryBytes,
      how: `${slots} at a time`,
    };
  } finally {
    await captioner.stop();
  }
}

function print(name: string, { captionsPerSecond, firstSeconds, memoryBytes, how }: Measured): void {
  const cost = (price / 3600 / captionsPerSecond) * 1000;
  console.log(
    `${name.padEnd(34)} ${captionsPerSecond.toFixed(2).padStart(8)} captions/s (${how}); first after ${firstSeconds.toFixed(2)} s; ` +
      `${(memoryBytes / 1e6).toFixed(0)} MB; ${cost.toFixed(5)} USD per 1,000 at ${price} USD an hour`,
  );
}

async function against(
  name: string,
  shape: 'pico' | 'large',
  goals: { torch: number; js: number; int8: number | null },
): Promise<Figure[]> {
  const model = join(folder, shape);
  const exported = join(model, 'onnx-model');
  const made = spawnSync(pythonPath, [join(here, 'make_model.py'), shape, model], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: join(resources, 'trainer') },
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const [count, tokens] = shape === 'pico' ? [1024, 24] : [32, 64];
  const world = join(folder, 'world', 'pretrain', 'images');
  const images = readdirSync(world)
    .sort()
    .slice(0, count)
    .map((file) => join(world, file));
  const list = join(folder, 'images.json');
  writeFileSync(
    list,
    JSON.stringify({ images, prompt, tokens, batches: shape === 'pico' ? [32, 128, 512] : [8, 32] }),
  );
  const torch = rival(pythonPath, [join(here, 'transformers_generate.py'), model, list]);
  const js = rival(process.execPath, [join(here, 'transformers-js.ts'), exported, list]);
  const slots = shape === 'pico' ? [64, 128, 256] : [32];
  const bestOfOurs = async (precision: 'fp32' | 'int8') => {
    const all: Measured[] = [];
    for (const one of slots) all.push(await ours(exported, images, { tokens, slots: one, precision }));
    return best(all);
  };
  const fp32 = await bestOfOurs('fp32');
  const int8 = await bestOfOurs('int8');
  print(`${name}: Transformers, PyTorch`, torch);
  print(`${name}: Transformers.js`, js);
  print(`${name}: ours, fp32`, fp32);
  print(`${name}: ours, int8`, int8);
  const times = (a: Measured, b: Measured) => a.captionsPerSecond / b.captionsPerSecond;
  const figure = (what: string, value: number, goal: number | null, unit = 'x'): Figure => {
    return { name: `${name}: ${what}`, value, unit, goal };
  };
  const figures = [
    figure('ours fp32 against Transformers (PyTorch)', times(fp32, torch), goals.torch),
    figure('ours fp32 against Transformers.js', times(fp32, js), goals.js),
    figure('ours int8 against Transformers (PyTorch)', times(int8, torch), goals.int8),
    figure('ours int8 against Transformers.js', times(int8, js), goals.int8),
  ];
  if (shape === 'pico') return figures;
  // Of one picture, so that little else is in it; without what the same takes with one token. The least of three.
  const asked = Array<string>(32).fill(images[0] as string);
  const seconds = async (tokens: number) => {
    const own = [];
    for (let turn = 0; turn < 3; turn++)
      own.push(
        asked.length /
          (await ours(exported, asked, { tokens, slots: 32, precision: 'fp32' })).captionsPerSecond,
      );
    return Math.min(...own);
  };
  const operations = asked.length * (tokens - 1) * 2 * decoderWeights;
  const reached = operations / ((await seconds(tokens)) - (await seconds(1))) / 1e9;
  const bound = Number(spawnSync(pythonPath, [join(here, 'matmul.py')], { encoding: 'utf8' }).stdout);
  console.log(
    `batched decoding ${reached.toFixed(0)} GFLOP/s, large matrix product ${bound.toFixed(0)} GFLOP/s`,
  );
  return [
    ...figures,
    figure('batched decoding, of the matrix-multiply bound', (reached / bound) * 100, 70, '%'),
  ];
}

/** Of SmolVLM-256M's language model and head: every one is multiplied once a token. */
const decoderWeights = 30 * (576 * (576 + 2 * 192) + 576 * 576 + 3 * 576 * 1536) + 576 * 49280;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Reading and resizing alone, as the captioner does it, against sharp with nothing around it. */
async function preparing(): Promise<Figure> {
  const world = join(folder, 'world', 'pretrain', 'images');
  const images = readdirSync(world).map((file) => ({ file: join(world, file) }));
  const { default: sharp } = await import('sharp');
  const isolated = async () => {
    const began = performance.now();
    const queue = [...images];
    await Promise.all(
      Array.from({ length: threads * 4 }, async () => {
        for (let next = queue.pop(); next; next = queue.pop()) {
          await sharp(readFileSync(next.file)).resize(imageSize, imageSize, { fit: 'fill' }).raw().toBuffer();
        }
      }),
    );
    return images.length / (performance.now() - began);
  };
  const prepared = async () => {
    const began = performance.now();
    for await (const _ of decodeImages(images, { size: imageSize, signal }));
    return images.length / (performance.now() - began);
  };
  // In turn, several times, as a machine is not equally fast from one second to the next; the first turn warms up.
  const turns: [number, number][] = [];
  for (let turn = 0; turn < 6; turn++) turns.push([await isolated(), await prepared()]);
  const [bound, own] = [0, 1].map((which) => median(turns.slice(1).map((each) => each[which] as number))) as [
    number,
    number,
  ];
  console.log(
    `sharp alone ${(bound * 1000).toFixed(0)} images/s, prepared ${(own * 1000).toFixed(0)} images/s`,
  );
  return {
    name: 'images prepared, of the rate of sharp alone',
    value: (own / bound) * 100,
    unit: '%',
    goal: 90,
  };
}

try {
  const sizes = { pretrain: 2000, sft: 0, sftVal: 0, spatial: 0, grounding: 0, ocr: 0, bench: 0 };
  await writeWorld(join(folder, 'world'), { seed: 1, sizes });
  console.log(`${threads} threads, ${projectRoot}`);
  const figures = [await preparing(), ...(await against('pico', 'pico', { torch: 3, js: 5, int8: null }))];
  if (large) figures.push(...(await against('256M', 'large', { torch: 1.5, js: 1.5, int8: 3 })));
  conclude('caption', figures);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
