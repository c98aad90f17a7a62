import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { KvCache } from '../../../main/captioner/kv-cache.ts';
import type { ModelFolder } from '../../../main/captioner/model-folder.ts';

const heads = 2;
const width = 3;
const model = { layers: 1, cacheHeads: heads, headWidth: width } as ModelFolder;

/** `count` new tokens of one sequence; every number says whose it is: sequence, part, head, place, channel. */
function fresh(sequence: number, from: number, count: number): Record<string, Tensor> {
  const made = (part: number) => {
    const values = new Float32Array(heads * count * width);
    for (let i = 0; i < values.length; i++) {
      const [head, place] = [Math.floor(i / width / count), from + (Math.floor(i / width) % count)];
      values[i] = sequence * 1e6 + part * 1e5 + head * 1e4 + place * 10 + (i % width);
    }
    return new Tensor('float32', values, [1, heads, count, width]);
  };
  return { 'new.0.key': made(0), 'new.0.value': made(1) };
}

/** Of a slot as the decoder reads it: the room, how many places it may look at, and whether these hold what was written. */
function read(cache: KvCache, live: number, slot: number, sequence: number) {
  const feeds = cache.feeds(live);
  const length = (feeds.past_bias as Tensor).dims.at(-1) as number;
  const bias = ((feeds.past_bias as Tensor).data as Float32Array).subarray(
    slot * length,
    (slot + 1) * length,
  );
  const seen = bias.filter((one) => one === 0).length;
  const inFront = bias.subarray(0, seen).every((one) => one === 0);
  const whole = ['key', 'value'].every((name, part) => {
    const { data, dims } = feeds[`past.0.${name}`] as Tensor;
    expect(dims).toEqual([live, heads, 1, length, width]);
    for (let head = 0; head < heads; head++) {
      for (let place = 0; place < seen; place++) {
        const at = ((slot * heads + head) * length + place) * width;
        if ((data as Float32Array)[at + 1] !== sequence * 1e6 + part * 1e5 + head * 1e4 + place * 10 + 1)
          return false;
      }
    }
    return true;
  });
  return { length, seen, whole: whole && inFront };
}

test('room grows and shrinks with the longest sequence, and nothing in it changes', () => {
  const cache = new KvCache(model, 3, 300);
  const write = (slot: number, from: number, count: number, longest: number) => {
    cache.fit(longest, 3);
    cache.write(fresh(slot, from, count), [slot], [from], count);
  };
  write(0, 0, 10, 10);
  write(1, 0, 20, 20);
  expect(read(cache, 2, 1, 1)).toEqual({ length: 64, seen: 20, whole: true });
  write(2, 0, 64, 64);
  expect([0, 1, 2].map((slot) => read(cache, 3, slot, slot))).toEqual([
    { length: 128, seen: 10, whole: true },
    { length: 128, seen: 20, whole: true },
    { length: 128, seen: 64, whole: true },
  ]);
  write(2, 64, 235, 299);
  expect(read(cache, 3, 2, 2)).toEqual({ length: 300, seen: 299, whole: true });
  // The long one ends.
  cache.clear(2);
  cache.fit(21, 2);
  expect([0, 1].map((slot) => read(cache, 2, slot, slot))).toEqual([
    { length: 64, seen: 10, whole: true },
    { length: 64, seen: 20, whole: true },
  ]);
  write(2, 0, 5, 100);
  expect(read(cache, 3, 0, 0)).toEqual({ length: 128, seen: 10, whole: true });
  expect(read(cache, 3, 2, 2)).toEqual({ length: 128, seen: 5, whole: true });
});

test('one piece less is not worth the moving', () => {
  const cache = new KvCache(model, 1, 300);
  cache.fit(100, 1);
  expect(read(cache, 1, 0, 0).length).toBe(128);
  cache.fit(10, 1);
  expect(read(cache, 1, 0, 0).length).toBe(128);
});

test('a cache that is shorter than a piece keeps its length', () => {
  const cache = new KvCache(model, 1, 30);
  cache.fit(30, 1);
  expect(read(cache, 1, 0, 0).length).toBe(30);
});
