import { expect, test } from 'vitest';
import { choose, type Sampling } from '../../../main/captioner/choose.ts';
import { randomFrom } from '../../../main/engine/world/random.ts';

const all: Sampling = { temperature: 1, topK: 0, topP: 1 };
const probabilities = [0.5, 0.3, 0.15, 0.05];
const logits = Float32Array.from(probabilities, (p) => Math.log(p) + 3);

function shares(sampling: Sampling, draws = 100_000): number[] {
  const random = randomFrom('choose');
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < draws; i++) counts[choose(logits, sampling, random.next()).token]++;
  return counts.map((count) => count / draws);
}

const near = (expected: number[]) => expected.map((share) => expect.closeTo(share, 2));

test('without truncation the model’s own distribution', () => {
  expect(shares(all)).toEqual(near(probabilities));
});

test('temperature sharpens', () => {
  const squares = probabilities.map((p) => p * p);
  const sum = squares.reduce((a, b) => a + b);
  expect(shares({ ...all, temperature: 0.5 })).toEqual(near(squares.map((p) => p / sum)));
});

test('the k likeliest', () => {
  expect(shares({ ...all, topK: 2 })).toEqual(near([0.625, 0.375, 0, 0]));
});

test('the likeliest that make up p, the one that crosses it included', () => {
  expect(shares({ ...all, topP: 0.7 })).toEqual(near([0.625, 0.375, 0, 0]));
  expect(shares({ ...all, topP: 0.81 })).toEqual(near([0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0]));
});

test('the log-probability is the model’s, whatever the truncation', () => {
  const { token, logProbability } = choose(logits, { temperature: 0.1, topK: 1, topP: 0.1 }, 0.99);
  expect(token).toBe(0);
  expect(logProbability).toBeCloseTo(Math.log(0.5), 5);
});
