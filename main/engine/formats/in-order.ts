/** Work on many items, several at a time, with the results in the items' order. */
import { availableParallelism } from 'node:os';

/** Enough that the cores do not wait for the slowest of them, whose results come first; each may hold a file of the largest size. */
const inFlight = Math.min(availableParallelism() * 8, 16);

/** Ends early when `signal` is aborted. Whatever happens, no work goes on when the caller does. */
export async function* inOrder<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R> {
  const working: Promise<R>[] = [];
  try {
    for await (const item of items) {
      if (signal.aborted) return;
      working.push(work(item));
      if (working.length >= inFlight) yield await (working.shift() as Promise<R>);
    }
    while (working.length > 0 && !signal.aborted) yield await (working.shift() as Promise<R>);
  } finally {
    await Promise.all(working);
  }
}
