/**
 * Keys and values of the sequences being written, one slot each: per layer slots x heads x width x length for keys, which lie on their sides,
 * and slots x heads x length x width for values. They stay here from the first token to the last; a session reads them in place, and gives
 * back only what one step adds.
 */
import { Tensor } from 'onnxruntime-node';
import type { ModelFolder } from './model-folder.ts';

/** What attention adds to a place that holds nothing. */
const never = -1e9;

interface Part {
  readonly name: string;
  readonly data: Float32Array;
  /** Between slots and places. */
  readonly lines: number;
  /** Numbers of a place in a line. */
  readonly each: number;
}

export class KvCache {
  readonly #heads: number;
  readonly #width: number;
  readonly #length: number;
  readonly #parts: Part[] = [];
  readonly #bias: Float32Array;
  #feeds: { live: number; feeds: Record<string, Tensor> } | null = null;

  constructor({ layers, cacheHeads, headWidth }: ModelFolder, slots: number, length: number) {
    this.#heads = cacheHeads;
    this.#width = headWidth;
    this.#length = length;
    const all = () => new Float32Array(slots * cacheHeads * length * headWidth);
    for (let layer = 0; layer < layers; layer++) {
      this.#parts.push({ name: `${layer}.key`, data: all(), lines: cacheHeads * headWidth, each: 1 });
      this.#parts.push({ name: `${layer}.value`, data: all(), lines: cacheHeads, each: headWidth });
    }
    this.#bias = new Float32Array(slots * length).fill(never);
  }

  /** What the decoder reads of the first `live` slots; `past_bias` hides what no token has written yet. */
  feeds(live: number): Record<string, Tensor> {
    if (this.#feeds?.live === live) return this.#feeds.feeds;
    const [heads, length, width] = [this.#heads, this.#length, this.#width];
    const feeds: Record<string, Tensor> = {
      past_bias: new Tensor('float32', this.#bias.subarray(0, live * length), [live, 1, 1, length]),
    };
    for (const { name, data, each } of this.#parts) {
      const own = data.subarray(0, live * heads * length * width);
      const shape = each === 1 ? [width, length] : [length, width];
      feeds[`past.${name}`] = new Tensor('float32', own, [live, heads, ...shape]);
    }
    this.#feeds = { live, feeds };
    return feeds;
  }

  /** Puts `count` new tokens of each sequence of a step's output behind the `at[i]` that slot `slots[i]` holds. */
  write(
    output: Record<string, Tensor>,
    slots: readonly number[],
    at: readonly number[],
    count: number,
  ): void {
    for (const { name, data, lines, each } of this.#parts) {
      const fresh = (output[`new.${name}`] as Tensor).data as Float32Array;
      const line = this.#length * each;
      let from = 0;
      for (const [row, slot] of slots.entries()) {
        const first = slot * lines * line + (at[row] as number) * each;
        for (let to = first; to < first + lines * line; to += line) {
          // A loop, because a call of `set` costs more than the few numbers of one token.
          for (let i = 0; i < count * each; i++) data[to + i] = fresh[from++] as number;
        }
      }
    }
    for (const [row, slot] of slots.entries()) {
      const start = slot * this.#length + (at[row] as number);
      this.#bias.fill(0, start, start + count);
    }
  }

  /** Forgets a slot. */
  clear(slot: number): void {
    this.#bias.fill(never, slot * this.#length, (slot + 1) * this.#length);
  }

  /** Moves a sequence to another slot, over whatever that held. */
  move(from: number, to: number): void {
    const slot = this.#heads * this.#length * this.#width;
    for (const { data } of this.#parts) data.copyWithin(to * slot, from * slot, (from + 1) * slot);
    this.#bias.copyWithin(to * this.#length, from * this.#length, (from + 1) * this.#length);
    this.clear(from);
  }
}
