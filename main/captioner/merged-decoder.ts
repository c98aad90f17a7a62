/**
 * The decoder that the hub publishes (`decoder_model_merged.onnx`), used as if it were our own (`decoder_new_rows.onnx`). It takes and gives
 * the whole KV cache, and where it puts a new row behind a past with gaps differs from graph to graph; so only sequences of one length
 * share a pass, without gaps. Right with every graph, and slower: the copying grows with the cache.
 */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelFolder } from './model-folder.ts';
import type { DecoderGraph } from './sessions.ts';

type Tensors = Record<string, Tensor>;

const parts = ['key', 'value'] as const;
const onlyLast = new Tensor('int64', BigInt64Array.of(1n), []);

export function mergedDecoder(session: InferenceSession, model: ModelFolder): DecoderGraph {
  const { layers, words, cacheHeads: heads, headWidth } = model;
  const cached = Array.from({ length: layers }, (_, layer) => parts.map((part) => `${layer}.${part}`)).flat();

  /** Rows of one length: their feeds cut out, without gaps. */
  const published = (feeds: Tensors, rows: readonly number[], past: number): Tensors => {
    const { inputs_embeds, position_ids } = feeds as { inputs_embeds: Tensor; position_ids: Tensor };
    const tokens = inputs_embeds.dims[1] as number;
    const length = past + tokens;
    const own: Tensors = {
      inputs_embeds: gathered(inputs_embeds, rows),
      attention_mask: new Tensor('int64', new BigInt64Array(rows.length * length).fill(1n), [
        rows.length,
        length,
      ]),
    };
    // Some are published without: they count the ones of the mask.
    if (session.inputNames.includes('position_ids')) own.position_ids = gathered(position_ids, rows);
    if (session.inputNames.includes('num_logits_to_keep')) own.num_logits_to_keep = onlyLast;
    for (const name of cached) {
      own[`past_key_values.${name}`] = firstPlaces(feeds[`past.${name}`] as Tensor, rows, past);
    }
    return own;
  };

  return {
    outputNames: ['logits', 'best_token', 'best_log_probability', ...cached.map((name) => `new.${name}`)],
    async run(feeds, wanted) {
      const [rows, tokens] = (feeds.inputs_embeds as Tensor).dims as [number, number];
      const logits = new Float32Array(rows * words);
      const each = heads * tokens * headWidth;
      const fresh = new Map(cached.map((name) => [name, new Float32Array(rows * each)]));
      for (const [past, group] of byLength(feeds.past_bias as Tensor, rows)) {
        const given = (await session.run(published(feeds, group, past))) as Tensors;
        const last = lastLogits(given.logits as Tensor, group.length, words);
        for (const [i, row] of group.entries()) {
          logits.set(last.subarray(i * words, (i + 1) * words), row * words);
        }
        for (const [name, target] of fresh) {
          const present = (given[`present.${name}`] as Tensor).data as Float32Array;
          for (const [i, row] of group.entries()) {
            for (let head = 0; head < heads; head++) {
              const end = (i * heads + head + 1) * (past + tokens) * headWidth;
              const own = present.subarray(end - tokens * headWidth, end);
              target.set(own, row * each + head * tokens * headWidth);
            }
          }
        }
      }
      const output: Tensors = { logits: new Tensor('float32', logits, [rows, words]) };
      if (wanted.includes('best_token')) Object.assign(output, best(logits, rows, words));
      for (const [name, data] of fresh) {
        output[`new.${name}`] = new Tensor('float32', data, [rows, heads, tokens, headWidth]);
      }
      return output;
    },
  };
}

/** Rows by how many places of their past hold something; those are the first ones. */
function byLength({ data }: Tensor, rows: number): Map<number, number[]> {
  const bias = data as Float32Array;
  const places = bias.length / rows;
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    let length = 0;
    while (length < places && bias[row * places + length] === 0) length++;
    const group = groups.get(length);
    if (group) group.push(row);
    else groups.set(length, [row]);
  }
  return groups;
}

/** Some rows of a tensor. */
function gathered({ type, data, dims }: Tensor, rows: readonly number[]): Tensor {
  const all = data as Float32Array | BigInt64Array;
  const each = all.length / (dims[0] as number);
  const made =
    type === 'int64' ? new BigInt64Array(rows.length * each) : new Float32Array(rows.length * each);
  for (const [i, row] of rows.entries()) {
    (made as Float32Array).set((all as Float32Array).subarray(row * each, (row + 1) * each), i * each);
  }
  return new Tensor(type, made as Float32Array, [rows.length, ...dims.slice(1)]);
}

/** Of some rows of rows x heads x 1 x length x width the first `places` of the length. */
function firstPlaces({ data, dims }: Tensor, rows: readonly number[], places: number): Tensor {
  const [, heads, , length, width] = dims as [number, number, number, number, number];
  const all = data as Float32Array;
  const made = new Float32Array(rows.length * heads * places * width);
  for (const [i, row] of rows.entries()) {
    for (let head = 0; head < heads; head++) {
      const start = (row * heads + head) * length * width;
      made.set(all.subarray(start, start + places * width), (i * heads + head) * places * width);
    }
  }
  return new Tensor('float32', made, [rows.length, heads, places, width]);
}

/** Of rows x tokens x words those of each row's last token. */
function lastLogits({ data, dims }: Tensor, rows: number, words: number): Float32Array {
  const tokens = dims[1] as number;
  const all = data as Float32Array;
  if (tokens === 1) return all;
  const last = new Float32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    const start = ((row + 1) * tokens - 1) * words;
    last.set(all.subarray(start, start + words), row * words);
  }
  return last;
}

function best(logits: Float32Array, rows: number, words: number): Tensors {
  const token = new BigInt64Array(rows);
  const logProbability = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const own = logits.subarray(row * words, (row + 1) * words);
    let at = 0;
    for (let word = 1; word < words; word++) if ((own[word] as number) > (own[at] as number)) at = word;
    let sum = 0;
    for (const logit of own) sum += Math.exp(logit - (own[at] as number));
    token[row] = BigInt(at);
    logProbability[row] = -Math.log(sum);
  }
  return {
    best_token: new Tensor('int64', token, [rows]),
    best_log_probability: new Tensor('float32', logProbability, [rows]),
  };
}
