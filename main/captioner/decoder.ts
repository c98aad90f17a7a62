/**
 * Continuous batching: sequences of any age share a step, a finished one's place is taken at once, and none waits for another's end.
 * A sequence's tokens depend on its image, prompt, settings and seed alone, never on its neighbours.
 */
import { Tensor } from 'onnxruntime-node';
import { type Random, randomFrom } from '../engine/world/random.ts';
import { choose, type Sampling } from './choose.ts';
import { KvCache } from './kv-cache.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Sessions } from './sessions.ts';

export interface Job {
  readonly id: number;
  /** All that stands before the answer; each mark of the image is a place for a visual token. */
  readonly prompt: readonly number[];
  /** As many visual tokens as there are marks, x width. */
  readonly visual: Float32Array;
}

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

const never = -1e9;

export class Decoder {
  readonly #model: ModelFolder;
  readonly #sessions: Sessions;
  readonly #options: DecoderOptions;
  readonly #cache: KvCache;
  /** Slots 0 to live - 1 are in use, so that a step reads one whole piece of the cache. */
  readonly #live: Sequence[] = [];
  readonly #causal = new Map<number, Tensor>();
  readonly #outputs: readonly string[];

  constructor(model: ModelFolder, sessions: Sessions, options: DecoderOptions) {
    this.#model = model;
    this.#sessions = sessions;
    this.#options = options;
    const room = options.promptTokens + options.maxNewTokens;
    this.#cache = new KvCache(model, options.slots, Math.min(room, model.mostPositions));
    const greedy = options.sampling.temperature === 0;
    this.#outputs = [
      ...(greedy ? ['best_token', 'best_log_probability'] : ['logits']),
      ...sessions.decoder.outputNames.filter((name) => name.startsWith('new.')),
    ];
  }

  get live(): number {
    return this.#live.length;
  }

  get free(): number {
    return this.#options.slots - this.#live.length;
  }

  /** Reads images and prompts, all prompts of one length, into free slots and writes each one's first token. */
  async begin(jobs: readonly Job[]): Promise<Written[]> {
    const { imageToken, width } = this.#model;
    const count = jobs.length;
    const length = (jobs[0] as Job).prompt.length;
    const ids = jobs.flatMap(({ prompt }) => [...prompt]);
    const embeddings = await this.#embed(ids, count, length);
    for (const [row, { prompt, visual }] of jobs.entries()) {
      let seen = 0;
      for (const [at, id] of prompt.entries()) {
        if (id !== imageToken) continue;
        const token = visual.subarray(seen * width, (seen + 1) * width);
        embeddings.set(token, (row * length + at) * width);
        seen++;
      }
    }
    const slots = jobs.map((_, i) => this.#live.length + i);
    for (const { id } of jobs) {
      const random = randomFrom(`${this.#options.seed}/${id}`);
      this.#live.push({ id, tokens: [], random, cached: 0, logSum: 0, logLeast: 0 });
    }
    const output = await this.#run(embeddings, count, length, () => 0, this.#nothing(count));
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
    const embeddings = await this.#embed(last, count, 1);
    const at = this.#live.map(({ cached }) => cached);
    const start = (row: number) => at[row] as number;
    const output = await this.#run(embeddings, count, 1, start, this.#cache.feeds(count));
    this.#cache.write(output, slots, at, 1);
    return this.#take(output, slots, 1);
  }

  async #embed(ids: readonly number[], rows: number, columns: number): Promise<Float32Array> {
    const input_ids = new Tensor('int64', BigInt64Array.from(ids, BigInt), [rows, columns]);
    const { inputs_embeds } = await this.#sessions.embed.run({ input_ids });
    return (inputs_embeds as Tensor).data as Float32Array;
  }

  async #run(
    embeddings: Float32Array,
    rows: number,
    tokens: number,
    start: (row: number) => number,
    past: Record<string, Tensor>,
  ): Promise<Record<string, Tensor>> {
    const positions = new BigInt64Array(rows * tokens);
    for (let i = 0; i < positions.length; i++) {
      positions[i] = BigInt(start(Math.floor(i / tokens)) + (i % tokens));
    }
    const feeds = {
      inputs_embeds: new Tensor('float32', embeddings, [rows, tokens, this.#model.width]),
      position_ids: new Tensor('int64', positions, [rows, tokens]),
      new_bias: this.#causalBias(tokens),
      ...past,
    };
    return (await this.#sessions.decoder.run(feeds, [...this.#outputs])) as Record<string, Tensor>;
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

  /** A past of one place that nobody may look at: a graph wants one. */
  #nothing(rows: number): Record<string, Tensor> {
    const { layers, cacheHeads, headWidth } = this.#model;
    const empty = new Tensor('float32', new Float32Array(rows * cacheHeads * headWidth), [
      rows,
      cacheHeads,
      1,
      headWidth,
    ]);
    const feeds: Record<string, Tensor> = {
      past_bias: new Tensor('float32', new Float32Array(rows).fill(never), [rows, 1, 1, 1]),
    };
    for (let layer = 0; layer < layers; layer++) {
      feeds[`past.${layer}.key`] = empty;
      feeds[`past.${layer}.value`] = empty;
    }
    return feeds;
  }

  /** 1 x 1 x (query heads of a cache head, times tokens) x tokens: no token looks ahead. */
  #causalBias(tokens: number): Tensor {
    const known = this.#causal.get(tokens);
    if (known) return known;
    const rows = this.#model.groupSize * tokens;
    const bias = new Float32Array(rows * tokens);
    for (let row = 0; row < rows; row++) {
      bias.fill(never, row * tokens + (row % tokens) + 1, (row + 1) * tokens);
    }
    const tensor = new Tensor('float32', bias, [1, 1, rows, tokens]);
    this.#causal.set(tokens, tensor);
    return tensor;
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
