/** From pictures and prompts to texts: pictures are encoded in batches as places come free, prompts of one length begin together. */
import { Tensor } from 'onnxruntime-node';
import type { Sampling } from './choose.ts';
import { Decoder, type Job, type Written } from './decoder.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Sessions } from './sessions.ts';

/** A picture with what is asked about it. */
export interface Picture {
  /** What the encoder sees of it, in the prompt's order: size x size x 3 bytes each. */
  readonly squares: readonly Uint8Array[];
  readonly asks: readonly { readonly id: number; readonly prompt: readonly number[] }[];
}

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

/** The longest line of equal prompts, as far as there is room. */
function next(waiting: Map<number, Job[]>, room: number): Job[] {
  const [length, line] = [...waiting].reduce((a, b) => (b[1].length > a[1].length ? b : a));
  const jobs = line.splice(0, room);
  if (line.length === 0) waiting.delete(length);
  return jobs;
}

/** Runs the encoder over every square of the pictures, one after the other as rows of a batch. */
async function encode(model: ModelFolder, { vision }: Sessions, batch: readonly Picture[]): Promise<Job[]> {
  const { imageSize: size, visualTokens, width } = model;
  const squares = batch.flatMap((picture) => picture.squares);
  const plane = size * size;
  const values = new Float32Array(squares.length * 3 * plane);
  for (const [row, pixels] of squares.entries()) {
    for (let channel = 0; channel < 3; channel++) {
      const start = (row * 3 + channel) * plane;
      // SigLIP's processor: mean and deviation one half.
      for (let i = 0; i < plane; i++) values[start + i] = (pixels[i * 3 + channel] as number) * (2 / 255) - 1;
    }
  }
  const feeds: Record<string, Tensor> = {
    pixel_values: new Tensor('float32', values, [squares.length, 1, 3, size, size]),
  };
  if (vision.inputNames.includes('pixel_attention_mask')) {
    const whole = new Uint8Array(squares.length * plane).fill(1);
    feeds.pixel_attention_mask = new Tensor('bool', whole, [squares.length, 1, size, size]);
  }
  const { image_features } = await vision.run(feeds, ['image_features']);
  const features = (image_features as Tensor).data as Float32Array;
  const each = visualTokens * width;
  let seen = 0;
  return batch.flatMap(({ squares: own, asks }) => {
    const visual = features.subarray(seen * each, (seen + own.length) * each);
    seen += own.length;
    return asks.map(({ id, prompt }) => ({ id, prompt, visual }));
  });
}
