/**
 * Keys and values of the sequences being written, one slot each: per layer and part slots x heads x 1 x length x width. They stay here from the
 * first token to the last; a session reads them in place, and gives back only what one step adds. It reads all of the length, whatever is in
 * it; so that is no longer than the longest sequence wants.
 */
import { Tensor } from 'onnxruntime-node';
import type { ModelFolder } from './model-folder.ts';
import { release } from './release.ts';

/** What attention adds to a place that holds nothing. */
const never = -1e9;
/**
 * The length grows by whole pieces, and leaves a place free: sums run over a multiple of this many places in the same order however many follow,
 * and so a sequence's numbers do not depend on its neighbours' length, not in their last digit.
 */
const piece = 64;

export class KvCache {
  readonly #heads: number;
  readonly #width: number;
  readonly #slots: number;
  readonly #most: number;
  #length: number;
  readonly #names: string[] = [];
  readonly #parts: Float32Array[] = [];
  readonly #bias: Float32Array;
  #feeds: { live: number; feeds: Record<string, Tensor> } | null = null;

  /** `most`: tokens of a sequence. */
  constructor({ layers, cacheHeads, headWidth }: ModelFolder, slots: number, most: number) {
    this.#heads = cacheHeads;
    this.#width = headWidth;
    this.#slots = slots;
    this.#most = most;
    this.#length = Math.min(most, piece);
    for (let layer = 0; layer < layers; layer++) {
      for (const part of ['key', 'value']) {
        this.#names.push(`${layer}.${part}`);
        this.#parts.push(new Float32Array(slots * cacheHeads * most * headWidth));
      }
    }
    this.#bias = new Float32Array(slots * most).fill(never);
  }

  /** Makes room for sequences of up to `tokens` tokens in every slot; only the first `live` hold anything. */
  fit(tokens: number, live: number): void {
    const length = Math.min(this.#most, Math.ceil((tokens + 1) / piece) * piece);
    // One piece less comes and goes as sequences do, and moving everything costs some steps.
    if (length <= this.#length && length > this.#length - 2 * piece) return;
    const lengths = { from: this.#length, to: length };
    for (const part of this.#parts) relaid(part, live * this.#heads, this.#width, lengths);
    relaid(this.#bias, this.#slots, 1, lengths);
    for (let slot = 0; slot < this.#slots && length > this.#length; slot++)
      this.#bias.fill(never, slot * length + this.#length, (slot + 1) * length);
    this.#length = length;
    this.#feeds = null;
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

/** Moves rows of `from` places of `width` numbers within an array, so that each has `to` places. */
function relaid(
  part: Float32Array,
  rows: number,
  width: number,
  { from, to }: { from: number; to: number },
): void {
  const kept = Math.min(from, to) * width;
  for (let i = 0; i < rows; i++) {
    // Apart from the last one on, together from the first one on: none is written over before it has moved.
    const row = to > from ? rows - 1 - i : i;
    part.copyWithin(row * to * width, row * from * width, row * from * width + kept);
  }
}
