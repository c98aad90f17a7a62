import { expect, test } from 'vitest';
import { weighted } from '../../../../../main/engine/plan/prompts.ts';
import {
  chosenImages,
  hasSlots,
  imagesAtShare,
  longAsks,
  openAsks,
  slottedAsks,
} from '../../../../../main/engine/steps/samples/prompts.ts';

const images = Array.from({ length: 1000 }, (_, i) => ({ id: i + 1, row: i }));

test('a share of the images is drawn anew for each seed and round', () => {
  const half = chosenImages(images, 0.5, 1, 1);
  expect(half.size).toBeGreaterThan(430);
  expect(half.size).toBeLessThan(570);
  expect(chosenImages(images, 0.5, 1, 1)).toEqual(half);
  expect(chosenImages(images, 0.5, 1, 2)).not.toEqual(half);
  expect(chosenImages(images, 0.5, 2, 1)).not.toEqual(half);
  expect(chosenImages(images, 1, 1, 1).size).toBe(1000);
});

test('long prompts are drawn per image, whatever the order and the other images', () => {
  const prompts = weighted(['a', 'b', 'c']);
  const asks = longAsks(images, prompts, 1, 1);
  for (const { text: prompt } of prompts)
    expect(asks.filter((ask) => ask.prompt === prompt).length).toBeGreaterThan(250);
  const reversed = longAsks([...images].reverse().slice(0, 10), prompts, 1, 1);
  expect(reversed.reverse()).toEqual(asks.slice(-10));
});

test('a prompt of three times the weight is drawn three times as often', () => {
  const asks = longAsks(images, weighted([{ text: 'often', weight: 3 }, 'seldom']), 1, 1);
  const often = asks.filter(({ prompt }) => prompt === 'often').length;
  expect(often).toBeGreaterThan(700);
  expect(often).toBeLessThan(800);
});

test('every combination of a seed sees the same images, another seed others', () => {
  const tenth = imagesAtShare(images, 0.1, 1);
  expect(tenth.size).toBeGreaterThan(70);
  expect(tenth.size).toBeLessThan(130);
  expect(imagesAtShare(images, 0.1, 1)).toEqual(tenth);
  expect(imagesAtShare(images, 0.1, 2)).not.toEqual(tenth);
});

test('slots are filled with the things that were named', () => {
  const { asks, unfilled } = slottedAsks(
    images[0] as { id: number; row: number },
    ['where is the {object}?', 'the {object} is above the {other}. is that true?'],
    ['dog', 'cat'],
    1,
  );
  expect(unfilled).toBe(0);
  const prompts = asks.map(({ prompt }) => prompt);
  expect(prompts).toContain('where is the dog?');
  expect(prompts).toContain('where is the cat?');
  expect(
    prompts.filter((prompt) => /^the (dog|cat) is above the (dog|cat)\. is that true\?$/.test(prompt)),
  ).toHaveLength(1);
  expect(prompts.some((prompt) => prompt.includes('dog is above the dog'))).toBe(false);
});

test('prompts whose slots cannot be filled are counted, and nothing is asked twice', () => {
  const image = images[0] as { id: number; row: number };
  const one = slottedAsks(
    image,
    ['the {object} is above the {other}.', 'where is the {object}?'],
    ['dog'],
    1,
  );
  expect(one).toMatchObject({ unfilled: 1, asks: [{ prompt: 'where is the dog?' }] });
  const none = slottedAsks(image, ['where is the {object}?'], [], 1);
  expect(none).toEqual({ unfilled: 1, asks: [] });
});

test('a prompt without slots is asked of every image, once', () => {
  const image = images[0] as { id: number; row: number };
  expect(
    ['what is it?', 'where is the {object}?', 'the {object} is above the {other}.'].map(hasSlots),
  ).toEqual([false, true, true]);
  expect(openAsks(image, ['what is it?', 'what is it?'])).toEqual([
    { imageId: 1, row: 0, prompt: 'what is it?' },
  ]);
});
