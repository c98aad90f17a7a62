/** One pass of the language model: over whole prompts with their pictures, or over one more token of each sequence. */
import { Tensor } from 'onnxruntime-node';
import { Embedding } from './embedding.ts';
import type { ModelFolder } from './model-folder.ts';
import { release } from './release.ts';
import type { DecoderGraph, Sessions } from './sessions.ts';

export interface Job {
  readonly id: number;
  /** All that stands before the answer; each mark of the image is a place for a visual token. */
  readonly prompt: readonly number[];
  /** Whatever is drawn for it is drawn by this name, the image's and the question's: what else is asked does not matter. */
  readonly name: string;
  /** As many visual tokens as there are marks, x width. */
  readonly visual: Float32Array;
}

type Output = Record<string, Tensor>;

const never = -1e9;

export class Forward {
  readonly #model: ModelFolder;
  readonly #decoder: DecoderGraph;
  readonly #embedding: Embedding;
  readonly #outputs: readonly string[];
  readonly #causal = new Map<number, Tensor>();

  constructor(model: ModelFolder, { embed, decoder }: Sessions, outputs: readonly string[]) {
    this.#model = model;
    this.#decoder = decoder;
    this.#embedding = new Embedding(embed, model);
    this.#outputs = outputs;
  }

  /** Reads images and prompts, all prompts of one length. */
  async prompts(jobs: readonly Job[]): Promise<Output> {
    const { imageToken, width } = this.#model;
    const length = (jobs[0] as Job).prompt.length;
    const ids = jobs.flatMap(({ prompt }) => [...prompt]);
    const embeddings = await this.#embedding.of(ids);
    for (const [row, { prompt, visual }] of jobs.entries()) {
      let seen = 0;
      for (const [at, id] of prompt.entries()) {
        if (id !== imageToken) continue;
        const token = visual.subarray(seen * width, (seen + 1) * width);
        embeddings.set(token, (row * length + at) * width);
        seen++;
      }
    }
    return this.#run(embeddings, jobs.length, length, () => 0, this.#nothing(jobs.length));
  }

  /** Reads the last token of each sequence, of which `at` others lie in the cache. */
  async tokens(
    last: readonly number[],
    at: readonly number[],
    past: Record<string, Tensor>,
  ): Promise<Output> {
    const embeddings = await this.#embedding.of(last);
    return this.#run(embeddings, last.length, 1, (row) => at[row] as number, past);
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
    const output = await this.#decoder.run(feeds, this.#outputs);
    release(embeddings);
    return output;
  }

  /** A past of one place that nobody may look at: a graph wants one. */
  #nothing(rows: number): Record<string, Tensor> {
    const { layers, cacheHeads, headWidth } = this.#model;
    const empty = new Tensor('float32', new Float32Array(rows * cacheHeads * headWidth), [
      rows,
      cacheHeads,
      1,
      1,
      headWidth,
    ]);
    const feeds: Record<string, Tensor> = {
      past_bias: new Tensor('float32', new Float32Array(rows).fill(never), [rows, 1, 1, 1, 1]),
    };
    for (let layer = 0; layer < layers; layer++) {
      feeds[`past.${layer}.key`] = empty;
      feeds[`past.${layer}.value`] = empty;
    }
    return feeds;
  }

  /** Tokens x tokens: none looks ahead. */
  #causalBias(tokens: number): Tensor {
    const known = this.#causal.get(tokens);
    if (known) return known;
    const bias = new Float32Array(tokens * tokens);
    for (let row = 0; row < tokens; row++) {
      bias.fill(never, row * tokens + row + 1, (row + 1) * tokens);
    }
    const tensor = new Tensor('float32', bias, [tokens, tokens]);
    this.#causal.set(tokens, tensor);
    return tensor;
  }
}
