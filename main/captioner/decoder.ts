/**
 * Continuous batching: sequences of any age share a step, a finished one's place is taken at once, and none waits for another's end.
 * A sequence's tokens depend on its image, prompt, settings and seed alone, never on its neighbours.
 */
import type { Tensor } from 'onnxruntime-node';
import { type Random, randomFrom } from '../engine/world/random.ts';
import { choose, type Sampling } from './choose.ts';
import { Forward, type Job } from './forward.ts';
import { KvCache } from './kv-cache.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Sessions } from './sessions.ts';

export interface Written {
  readonly id: number;
  /** Without the end mark. */
  readonly tokens: readonly number[];
  /** Mean and least over all tokens, the end mark included. */
  readonly logProbability: number;
  readonly minLogProbability: number;
  /** True where the length cap came before the end mark. */
  readonly truncated: boolean;
}

export interface DecoderOptions {
  readonly slots: number;
  /** Of the longest prompt that will come, visual tokens included. */
  readonly promptTokens: number;
  readonly maxNewTokens: number;
  readonly sampling: Sampling;
  readonly seed: number;
}

interface Sequence {
  readonly id: number;
  readonly tokens: number[];
  readonly random: Random;
  /** Tokens in the cache. */
  cached: number;
  logSum: number;
  logLeast: number;
}

export class Decoder {
  readonly #model: ModelFolder;
  readonly #forward: Forward;
  readonly #options: DecoderOptions;
  readonly #cache: KvCache;
  /** Slots 0 to live - 1 are in use, so that a step reads one whole piece of the cache. */
  readonly #live: Sequence[] = [];

  constructor(model: ModelFolder, sessions: Sessions, options: DecoderOptions) {
    this.#model = model;
    this.#options = options;
    const room = options.promptTokens + options.maxNewTokens;
    this.#cache = new KvCache(model, options.slots, Math.min(room, model.mostPositions));
    const greedy = options.sampling.temperature === 0;
    this.#forward = new Forward(model, sessions, [
      ...(greedy ? ['best_token', 'best_log_probability'] : ['logits']),
      ...sessions.decoder.outputNames.filter((name) => name.startsWith('new.')),
    ]);
  }

  get live(): number {
    return this.#live.length;
  }

  get free(): number {
    return this.#options.slots - this.#live.length;
  }

  /** Reads images and prompts, all prompts of one length, into free slots and writes each one's first token. */
  async begin(jobs: readonly Job[]): Promise<Written[]> {
    const length = (jobs[0] as Job).prompt.length;
    const slots = jobs.map((_, i) => this.#live.length + i);
    for (const { id, name } of jobs) {
      const random = randomFrom(`${this.#options.seed}/${name}`);
      this.#live.push({ id, tokens: [], random, cached: 0, logSum: 0, logLeast: 0 });
    }
    const output = await this.#forward.prompts(jobs);
    this.#cache.fit(Math.max(length, this.#longest()), this.#live.length);
    this.#cache.write(
      output,
      slots,
      slots.map(() => 0),
      length,
    );
    return this.#take(output, slots, length);
  }

  /** One more token for every sequence. */
  async step(): Promise<Written[]> {
    const count = this.#live.length;
    const slots = this.#live.map((_, slot) => slot);
    const last = this.#live.map(({ tokens }) => tokens.at(-1) as number);
    const at = this.#live.map(({ cached }) => cached);
    this.#cache.fit(this.#longest() + 1, count);
    const output = await this.#forward.tokens(last, at, this.#cache.feeds(count));
    this.#cache.write(output, slots, at, 1);
    return this.#take(output, slots, 1);
  }

  /** Tokens that the longest sequence has in the cache. */
  #longest(): number {
    return this.#live.reduce((most, { cached }) => Math.max(most, cached), 0);
  }

  /** Takes each sequence's next token out of a step; what is finished leaves, and the last ones move into its place. */
  #take(output: Record<string, Tensor>, slots: readonly number[], fresh: number): Written[] {
    const { ends } = this.#model;
    const done: { slot: number; written: Written }[] = [];
    for (const [row, slot] of slots.entries()) {
      const sequence = this.#live[slot] as Sequence;
      const { token, logProbability } = this.#next(output, row, sequence);
      sequence.cached += fresh;
      sequence.tokens.push(token);
      sequence.logSum += logProbability;
      sequence.logLeast = Math.min(sequence.logLeast, logProbability);
      const ended = ends.has(token);
      if (ended || sequence.tokens.length >= this.#options.maxNewTokens) {
        done.push({ slot, written: written(sequence, ended) });
      }
    }
    for (const { slot } of done.toReversed()) this.#free(slot);
    return done.map((each) => each.written);
  }

  #next(output: Record<string, Tensor>, row: number, { random }: Sequence) {
    const { sampling } = this.#options;
    if (sampling.temperature === 0) {
      return {
        token: Number((output.best_token as Tensor).data[row]),
        logProbability: (output.best_log_probability as Tensor).data[row] as number,
      };
    }
    const logits = (output.logits as Tensor).data as Float32Array;
    const { words } = this.#model;
    return choose(logits.subarray(row * words, (row + 1) * words), sampling, random.next());
  }

  #free(slot: number): void {
    const from = this.#live.length - 1;
    const moved = this.#live.pop() as Sequence;
    if (slot === from) this.#cache.clear(slot);
    else {
      this.#live[slot] = moved;
      this.#cache.move(from, slot, moved.cached);
    }
  }
}

function written({ id, tokens, logSum, logLeast }: Sequence, ended: boolean): Written {
  return {
    id,
    tokens: ended ? tokens.slice(0, -1) : tokens,
    logProbability: logSum / tokens.length,
    minLogProbability: logLeast,
    truncated: !ended,
  };
}
