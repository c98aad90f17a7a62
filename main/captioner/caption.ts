/** From pictures and prompts to texts: pictures are encoded in batches as places come free, prompts of one length begin together. */
import type { Sampling } from './choose.ts';
import { Decoder, type Written } from './decoder.ts';
import { encode, type Picture } from './encode.ts';
import type { Job } from './forward.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Sessions } from './sessions.ts';

export interface CaptionOptions {
  readonly slots: number;
  /** Squares that are encoded together. */
  readonly encodeBatch: number;
  readonly promptTokens: number;
  readonly maxNewTokens: number;
  readonly sampling: Sampling;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** Texts as they are finished, in no order. */
export async function* caption(
  model: ModelFolder,
  sessions: Sessions,
  pictures: AsyncIterable<Picture>,
  options: CaptionOptions,
): AsyncGenerator<Written[]> {
  const decoder = new Decoder(model, sessions, options);
  const source = pictures[Symbol.asyncIterator]();
  const waiting = new Map<number, Job[]>();
  let ready = 0;
  let more = true;
  const refill = Math.max(1, Math.ceil(options.slots / 4));
  const fill = async () => {
    while (more && ready < options.slots) {
      const batch: Picture[] = [];
      let squares = 0;
      while (squares < options.encodeBatch) {
        const { value, done } = await source.next();
        if (done) {
          more = false;
          break;
        }
        batch.push(value);
        squares += value.squares.length;
      }
      if (batch.length === 0) return;
      for (const job of await encode(model, sessions, batch)) {
        const same = waiting.get(job.prompt.length);
        if (same) same.push(job);
        else waiting.set(job.prompt.length, [job]);
        ready++;
      }
    }
  };
  try {
    while (!options.signal.aborted) {
      if (decoder.live === 0 || decoder.free >= refill) {
        await fill();
        while (ready > 0 && decoder.free > 0) {
          const jobs = next(waiting, decoder.free);
          ready -= jobs.length;
          yield await decoder.begin(jobs);
        }
      }
      if (decoder.live > 0) yield await decoder.step();
      else if (ready === 0 && !more) return;
    }
  } finally {
    await source.return?.();
  }
}

/** Prompts that are read together: of more the activations no longer stay in the cache. */
const tokensTogether = 1024;

/** The longest line of equal prompts, as far as there is room. */
function next(waiting: Map<number, Job[]>, room: number): Job[] {
  const [length, line] = [...waiting].reduce((a, b) => (b[1].length > a[1].length ? b : a));
  const jobs = line.splice(0, Math.min(room, Math.max(1, Math.floor(tokensTogether / length))));
  if (line.length === 0) waiting.delete(length);
  return jobs;
}
