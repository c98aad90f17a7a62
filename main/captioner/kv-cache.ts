/**
 * Keys and values of the sequences being written, one slot each: per layer and part slots x heads x 1 x length x width. They stay here from the
 * first token to the last; a session reads them in place, and gives back only what one step adds.
 */
import { Tensor } from 'onnxruntime-node';
import type { ModelFolder } from './model-folder.ts';
import { release } from './release.ts';

/** What attention adds to a place that holds nothing. */
const never = -1e9;

export class KvCache {
  readonly #heads: number;
  readonly #width: number;
  readonly #length: number;
  readonly #names: string[] = [];
  readonly #parts: Float32Array[] = [];
  readonly #bias: Float32Array;
  #feeds: { live: number; feeds: Record<string, Tensor> } | null = null;

  constructor({ layers, cacheHeads, headWidth }: ModelFolder, slots: number, length: number) {
    this.#heads = cacheHeads;
    this.#width = headWidth;
    this.#length = length;
    for (let layer = 0; layer < layers; layer++) {
      for (const part of ['key', 'value']) {
        this.#names.push(`${layer}.${part}`);
        this.#parts.push(new Float32Array(slots * cacheHeads * length * headWidth));
      }
    }
    this.#bias = new Float32Array(slots * length).fill(never);
  }

  /** What the decoder reads of the first `live` slots; `past_bias` hides what no token has written yet. */
  feeds(live: number): Record<string, Tensor> {
    if (this.#feeds?.live === live) return this.#feeds.feeds;
    const [heads, length, width] = [this.#heads, this.#length, this.#width];
    const feeds: Record<string, Tensor> = {
      past_bias: new Tensor('float32', this.#bias.subarray(0, live * length), [live, 1, 1, 1, length]),
    };
    for (const [i, part] of this.#parts.entries()) {
      const data = part.subarray(0, live * heads * length * width);
      feeds[`past.${this.#names[i]}`] = new Tensor('float32', data, [live, heads, 1, length, width]);
    }
    this.#feeds = { live, feeds };
    return feeds;
  }

  /** Puts `count` new tokens of each sequence of a step's output behind the `at[i]` that slot `slots[i]` holds; they are gone from there. */
  write(
    output: Record<string, Tensor>,
    slots: readonly number[],
    at: readonly number[],
    count: number,
  ): void {
    const [heads, length, width] = [this.#heads, this.#length, this.#width];
    for (const [i, part] of this.#parts.entries()) {
      const fresh = (output[`new.${this.#names[i]}`] as Tensor).data as Float32Array;
      for (let row = 0; row < slots.length; row++) {
        for (let head = 0; head < heads; head++) {
          let from = (row * heads + head) * count * width;
          let to = (((slots[row] as number) * heads + head) * length + (at[row] as number)) * width;
          if (count > 1) part.set(fresh.subarray(from, from + count * width), to);
          // A call of `set` costs more than the few numbers of one token.
          else for (const end = from + width; from < end; from++, to++) part[to] = fresh[from] as number;
        }
      }
      release(fresh);
    }
    for (let row = 0; row < slots.length; row++) {
      const start = (slots[row] as number) * length + (at[row] as number);
      this.#bias.fill(0, start, start + count);
    }
  }

  /** Forgets a slot. */
  clear(slot: number): void {
    this.#bias.fill(never, slot * this.#length, (slot + 1) * this.#length);
  }

  /** Moves a sequence of `tokens` tokens to another slot, over whatever that held. */
  move(from: number, to: number, tokens: number): void {
    const [heads, length, width] = [this.#heads, this.#length, this.#width];
    for (const part of this.#parts) {
      for (let head = 0; head < heads; head++) {
        const source = (from * heads + head) * length * width;
        part.copyWithin((to * heads + head) * length * width, source, source + tokens * width);
      }
    }
    this.clear(to);
    this.#bias.fill(0, to * length, to * length + tokens);
    this.clear(from);
  }
}
