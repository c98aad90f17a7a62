/** Words to what the language model reads of them. */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelFolder } from './model-folder.ts';

/** Bytes of a table that is kept whole: looking a word up is quicker than asking a session. */
const smallTable = 16e6;

export class Embedding {
  readonly #session: InferenceSession;
  readonly #words: number;
  readonly #width: number;
  #table: Float32Array | null = null;

  constructor(session: InferenceSession, { words, width }: Pick<ModelFolder, 'words' | 'width'>) {
    this.#session = session;
    this.#words = words;
    this.#width = width;
  }

  /** ids x width. */
  async of(ids: readonly number[]): Promise<Float32Array> {
    if (this.#words * this.#width * 4 > smallTable) return this.#ask(ids);
    this.#table ??= await this.#ask(Array.from({ length: this.#words }, (_, id) => id));
    const width = this.#width;
    const found = new Float32Array(ids.length * width);
    for (const [row, id] of ids.entries())
      found.set(this.#table.subarray(id * width, (id + 1) * width), row * width);
    return found;
  }

  async #ask(ids: readonly number[]): Promise<Float32Array> {
    const input_ids = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
    const { inputs_embeds } = await this.#session.run({ input_ids });
    return (inputs_embeds as Tensor).data as Float32Array;
  }
}
