/**
 * A small model is written with by every core for itself: cores that share one small product wait for each other at the end of each. Every
 * lane is a thread with sessions of its own. A large model stays whole, and all cores share its products: its weights are read from memory
 * once for all, and are there once.
 */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { GeneratedRow } from '../../shared/trainer-protocol.ts';
import type { ImageAsks, Refusal } from './asks.ts';
import { CaptionerFailure } from './failure.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Told, Work } from './write-captions.ts';

export type ToLane = { kind: 'images'; images: readonly ImageAsks[] } | { kind: 'cancel' };
export type FromLane =
  | { kind: 'opened' }
  | { kind: 'more' }
  | { kind: 'rows'; rows: GeneratedRow[] }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'done'; slots: number }
  | { kind: 'failed'; message: string; known: boolean };

/** Bytes of graphs; beyond, reading weights costs more than waiting for each other. */
const small = 64e6;
/** A thread and its sessions take a tenth of a second to start. */
const fewestImages = 8;
const handedOut = 16;

export function laneCount({ graphs }: ModelFolder, threads: number, images: number): number {
  const bytes = [graphs.vision, graphs.embed, graphs.decoder].reduce(
    (sum, file) => sum + statSync(file).size,
    0,
  );
  return bytes > small ? 1 : Math.max(1, Math.min(threads, Math.floor(images / fewestImages)));
}

/** As `writeCaptions`, with the work divided. Where one lane fails all end, and the failure is thrown. */
export async function writeInLanes(
  { args, slots, promptTokens }: Omit<Work, 'threads'>,
  { lanes, images, signal }: { lanes: number; images: readonly ImageAsks[]; signal: AbortSignal },
  told: Told,
): Promise<number> {
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  // Dealt out in turn, not to whoever is first: in single precision the last digit of a log-probability depends on how many are multiplied
  // together, and a run should give the same twice.
  const turns = (first: number) => {
    let start = first * handedOut;
    return (): readonly ImageAsks[] => {
      const some = stopped.aborted ? [] : images.slice(start, start + handedOut);
      start += lanes * handedOut;
      return some;
    };
  };
  const each: Work = { args, slots: Math.ceil(slots / lanes), promptTokens, threads: 1 };
  const ended = await Promise.allSettled(
    Array.from({ length: lanes }, async (_, first) => {
      try {
        return await lane(each, turns(first), stopped, told);
      } catch (error) {
        stop.abort();
        throw error;
      }
    }),
  );
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
  return ended.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
}

function lane(
  work: Work,
  next: () => readonly ImageAsks[],
  stopped: AbortSignal,
  { opened, rows, refused }: Told,
): Promise<number> {
  const worker = new Worker(new URL('./lane.ts', import.meta.url), { workerData: work });
  const post = (message: ToLane) => worker.postMessage(message);
  const cancel = () => post({ kind: 'cancel' });
  stopped.addEventListener('abort', cancel, { once: true });
  return new Promise<number>((resolve, reject) => {
    let slots: number | null = null;
    let failure: Error | null = null;
    worker.on('message', (message: FromLane) => {
      switch (message.kind) {
        case 'opened':
          return opened();
        case 'more':
          return post({ kind: 'images', images: next() });
        case 'rows':
          return rows(message.rows);
        case 'refused':
          return refused(message.refusal);
        case 'done':
          slots = message.slots;
          return;
        case 'failed':
          failure = message.known ? new CaptionerFailure(message.message) : new Error(message.message);
      }
    });
    worker.on('error', (error) => {
      failure = error as Error;
    });
    worker.on('exit', (code) => {
      stopped.removeEventListener('abort', cancel);
      if (slots !== null) resolve(slots);
      else reject(failure ?? new Error(`A thread of the captioner ended with ${code}.`));
    });
  });
}
