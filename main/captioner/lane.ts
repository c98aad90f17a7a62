/** One lane of `lanes.ts`, in a thread of its own: asks for images, tells rows, and ends when there are no more. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ImageAsks } from './asks.ts';
import { CaptionerFailure } from './failure.ts';
import type { FromLane, ToLane } from './lanes.ts';
import { type Work, writeCaptions } from './write-captions.ts';

if (!parentPort) throw new Error('A lane runs in a worker thread.');
const port = parentPort;
const send = (message: FromLane): void => port.postMessage(message);
const cancelled = new AbortController();
let arrived: ((images: readonly ImageAsks[]) => void) | null = null;

port.on('message', (message: ToLane) => {
  if (message.kind === 'cancel') {
    cancelled.abort();
    arrived?.([]);
  } else arrived?.(message.images);
});

async function* given(): AsyncGenerator<ImageAsks> {
  while (!cancelled.signal.aborted) {
    const { promise, resolve } = Promise.withResolvers<readonly ImageAsks[]>();
    arrived = resolve;
    send({ kind: 'more' });
    const images = await promise;
    if (images.length === 0) return;
    yield* images;
  }
}

try {
  const slots = await writeCaptions(workerData as Work, given(), cancelled.signal, {
    opened: () => send({ kind: 'opened' }),
    rows: (rows) => send({ kind: 'rows', rows }),
    refused: (refusal) => send({ kind: 'refused', refusal }),
  });
  send({ kind: 'done', slots });
} catch (error) {
  const { message } = error as Error;
  const known = error instanceof CaptionerFailure;
  if (!known) console.error(error);
  send({ kind: 'failed', message, known });
} finally {
  port.close();
}
