/**
 * `node main/captioner/process.ts`: answers the engine's `caption` and `verify` requests one after the other until stdin ends, in the protocol of
 * shared/trainer-protocol.ts. A process of its own, because a session holds the event loop while it computes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import {
  type GeneratedRow,
  type TrainerArgs,
  type TrainerEvent,
  TrainerRequest,
  trainerProtocolVersion,
} from '../../shared/trainer-protocol.ts';
import { mostPromptTokens, type Refusal, readAsks } from './asks.ts';
import { CaptionerFailure } from './failure.ts';
import { isOutOfMemory } from './fewer-slots.ts';
import { laneCount, writeInLanes } from './lanes.ts';
import { openModelFolder } from './model-folder.ts';
import { openSessions } from './sessions.ts';
import { Text } from './text.ts';
import { verify } from './verify.ts';
import { writeCaptions } from './write-captions.ts';

const progressMilliseconds = 100;
const threads = Number(process.env.SQUARED_CAPTIONER_THREADS ?? availableParallelism());
const running = new Map<number, AbortController>();

const send = (event: TrainerEvent): void => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};

async function answer(
  id: number,
  args: TrainerArgs<'caption'>,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const began = performance.now();
  const model = openModelFolder(args.model, args.precision);
  const images = await readAsks(args.asks);
  const total = images.reduce((sum, { asks }) => sum + asks.length, 0);
  const promptTokens = mostPromptTokens(images, new Text(model), model);
  const imageOf = new Map(images.flatMap(({ asks }, image) => asks.map((ask) => [ask.id, image])));
  const seen = new Set<number>();
  let tokens = 0;
  let done = 0;
  let left = 0;
  let told = 0;
  let opened = began;
  const tell = {
    opened: () => {
      opened = performance.now();
    },
    rows: (rows: GeneratedRow[]) => {
      send({ event: 'rows', id, rows });
      done += rows.length;
      for (const { id: ask, tokens: own } of rows) {
        tokens += own;
        seen.add(imageOf.get(ask) ?? -1);
      }
      const now = performance.now();
      if (now - told < progressMilliseconds && done + left < total) return;
      told = now;
      const aSecond = (count: number): number => (count / (now - began)) * 1000;
      const speed = { images_per_second: aSecond(seen.size), tokens_per_second: aSecond(tokens) };
      send({ event: 'progress', id, done, total, rate: aSecond(done), ...speed });
    },
    refused: ({ ids, file, reason }: Refusal) => {
      left += ids.length;
      send({ event: 'refused', id, items: [{ ids: [...ids], file, reason }] });
    },
  };
  const work = { args, slots: args.slots, promptTokens };
  const lanes = laneCount(model, threads, images.length);
  const slots =
    lanes > 1
      ? await writeInLanes(work, { lanes, images, signal }, tell)
      : await writeCaptions({ ...work, threads }, images, signal, tell);
  const seconds = (from: number, to: number) => (to - from) / 1000;
  return {
    rows: done,
    refused: left,
    slots,
    lanes,
    seconds: seconds(began, performance.now()),
    // Of these, until the model was there in the last lane.
    opening_seconds: seconds(began, opened),
  };
}

/** An export that differs is no export: in single precision the first difference is the failure; in eight bits it is told. */
async function check(
  { model: folder, precision, pixels }: TrainerArgs<'verify'>,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const model = openModelFolder(folder, precision);
  const parity = await verify(model, await openSessions(model, threads), new Text(model), pixels, signal);
  if (precision === 'fp32' && parity.firstDifference !== null && !signal.aborted) {
    throw new CaptionerFailure(
      `The export in ${folder} differs from its checkpoint: ${parity.firstDifference}.`,
    );
  }
  return { ...parity };
}

async function handle(request: TrainerRequest): Promise<void> {
  const { id } = request;
  const { signal } = running.get(id) as AbortController;
  try {
    let result: Record<string, unknown>;
    if (request.command === 'caption') result = await answer(id, request.args, signal);
    else if (request.command === 'verify') result = await check(request.args, signal);
    else throw new CaptionerFailure(`The captioner does not know ${request.command}.`);
    if (signal.aborted) send({ event: 'cancelled', id });
    else send({ event: 'done', id, result });
  } catch (error) {
    if (!(error instanceof CaptionerFailure)) console.error(error);
    const { message } = error as Error;
    const kind = isOutOfMemory(error as Error) ? 'out_of_memory' : 'internal';
    send({ event: 'error', id, kind: error instanceof CaptionerFailure ? 'damaged_file' : kind, message });
  } finally {
    running.delete(id);
  }
}

function memory(): { memory_bytes: number; peak_memory_bytes: number } {
  const { maxRSS } = process.resourceUsage();
  return { memory_bytes: process.memoryUsage.rss(), peak_memory_bytes: maxRSS * 1024 };
}

const version = (name: string): string =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`${name}/package.json`), 'utf8')).version;

send({
  event: 'ready',
  protocol: trainerProtocolVersion,
  versions: { 'ONNX Runtime': version('onnxruntime-node') },
  device: 'cpu',
  threads,
});
setInterval(() => send({ event: 'heartbeat', ...memory() }), 1000).unref();
let queue = Promise.resolve();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const parsed = TrainerRequest.safeParse(JSON.parse(line));
  if (!parsed.success) {
    const message = `Not a request: ${parsed.error.message}: ${line.slice(0, 200)}`;
    send({ event: 'error', id: 0, kind: 'bad_request', message });
    return;
  }
  const request = parsed.data;
  if (request.command === 'cancel') running.get(request.id)?.abort();
  else {
    running.set(request.id, new AbortController());
    queue = queue.then(() => handle(request));
  }
});
// When the engine is gone, so is its worker.
lines.on('close', () => process.exit(0));
