/** Captions of some images by one model: opened once, written with fewer sequences at a time where memory runs out. */
import type { GeneratedRow, TrainerArgs } from '../../shared/trainer-protocol.ts';
import { type ImageAsks, pictures, type Refusal } from './asks.ts';
import { caption } from './caption.ts';
import type { Written } from './decoder.ts';
import { withFewerSlots } from './fewer-slots.ts';
import { openModelFolder } from './model-folder.ts';
import { openSessions } from './sessions.ts';
import { Text } from './text.ts';

/** Of the squares that are encoded together: 4 of pico's, one of SmolVLM-256M's. Of more the activations no longer stay in the cache. */
const pixelsTogether = 4 * 96 * 96;

/** What is to be written, and how; plain data, as it may go to another thread. */
export interface Work {
  readonly args: TrainerArgs<'caption'>;
  readonly slots: number;
  readonly threads: number;
  /** Of the longest prompt. */
  readonly promptTokens: number;
}

export interface Told {
  /** The model is there; what follows is writing alone. */
  readonly opened: () => void;
  readonly rows: (rows: GeneratedRow[]) => void;
  readonly refused: (refusal: Refusal) => void;
}

/** Every ask is told exactly once, as a row or as refused, unless `signal` is aborted. Returns the sequences at a time that memory allowed. */
export async function writeCaptions(
  { args, slots, threads, promptTokens }: Work,
  images: AsyncIterable<ImageAsks> | Iterable<ImageAsks>,
  signal: AbortSignal,
  { opened, rows, refused }: Told,
): Promise<number> {
  const model = openModelFolder(args.model, args.precision);
  const text = new Text(model);
  const sessions = await openSessions(model, threads);
  opened();
  const source = new Unanswered(images);
  const attempt = async (fewer: number) => {
    const seen = pictures(source.all(), text, {
      model,
      signal,
      refused: (refusal) => {
        source.answered(refusal.ids);
        refused(refusal);
      },
    });
    const options = {
      slots: fewer,
      encodeBatch: Math.max(1, Math.min(Math.floor(pixelsTogether / model.imageSize ** 2), fewer)),
      promptTokens,
      maxNewTokens: args.max_new_tokens,
      sampling: { temperature: args.temperature, topK: args.top_k, topP: args.top_p },
      seed: args.seed,
      signal,
    };
    for await (const written of caption(model, sessions, seen, options)) {
      if (written.length === 0) continue;
      rows(written.map((one) => rowOf(one, text)));
      source.answered(written.map(({ id }) => id));
    }
  };
  return withFewerSlots(slots, attempt, (fewer, { message }) =>
    console.error(`Out of memory (${message}); ${fewer} sequences at a time from here on.`),
  );
}

/** Images as they come, and on every further pass first those whose asks are still open. */
class Unanswered {
  readonly #images: AsyncIterator<ImageAsks> | Iterator<ImageAsks>;
  readonly #open = new Map<number, ImageAsks>();

  constructor(images: AsyncIterable<ImageAsks> | Iterable<ImageAsks>) {
    this.#images =
      Symbol.asyncIterator in images ? images[Symbol.asyncIterator]() : images[Symbol.iterator]();
  }

  answered(ids: readonly number[]): void {
    for (const id of ids) this.#open.delete(id);
  }

  async *all(): AsyncGenerator<ImageAsks> {
    for (const { file, asks } of new Set(this.#open.values())) {
      const open = asks.filter(({ id }) => this.#open.has(id));
      if (open.length > 0) yield { file, asks: open };
    }
    for (;;) {
      const { value, done } = await this.#images.next();
      if (done) return;
      for (const { id } of value.asks) this.#open.set(id, value);
      yield value;
    }
  }
}

const rowOf = (
  { id, tokens, logProbability, minLogProbability, truncated }: Written,
  text: Text,
): GeneratedRow => ({
  id,
  text: text.decode(tokens),
  tokens: tokens.length,
  log_probability: logProbability,
  min_log_probability: minLogProbability,
  truncated,
});
