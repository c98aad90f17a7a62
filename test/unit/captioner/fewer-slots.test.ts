import { expect, test } from 'vitest';
import { isOutOfMemory, withFewerSlots } from '../../../main/captioner/fewer-slots.ts';

test('half as many each time memory runs out, until it is enough', async () => {
  const tried: number[] = [];
  const told: number[] = [];
  const attempt = async (slots: number) => {
    tried.push(slots);
    // A real one: more than any typed array may hold.
    if (slots > 5) new Float32Array(slots * 1e16);
  };
  expect(await withFewerSlots(40, attempt, (slots) => told.push(slots))).toBe(5);
  expect(tried).toEqual([40, 20, 10, 5]);
  expect(told).toEqual([20, 10, 5]);
});

test('with one sequence at a time memory that runs out is the end', async () => {
  const tried: number[] = [];
  const attempt = async (slots: number) => {
    tried.push(slots);
    throw new Error('std::bad_alloc');
  };
  await expect(withFewerSlots(3, attempt, () => {})).rejects.toThrow('std::bad_alloc');
  expect(tried).toEqual([3, 1]);
});

test('any other failure is not tried again', async () => {
  let tries = 0;
  const attempt = async () => {
    tries++;
    throw new Error('no such graph');
  };
  await expect(withFewerSlots(8, attempt, () => {})).rejects.toThrow('no such graph');
  expect(tries).toBe(1);
});

test('what runs out of memory is known by its words', () => {
  const messages = ['std::bad_alloc', 'Failed to allocate memory for requested buffer of size 34359738368'];
  for (const message of messages) expect(isOutOfMemory(new Error(message))).toBe(true);
  expect(isOutOfMemory(new Error('Non-zero status code returned while running Gather'))).toBe(false);
});
