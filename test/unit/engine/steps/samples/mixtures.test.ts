import { describe, expect, test } from 'vitest';
import {
  originalSamples,
  type Recaption,
  recaptionedSamples,
  recaptionsAtLength,
  shuffledRecaptions,
  withFurtherTurns,
} from '../../../../../main/engine/steps/samples/mixtures.ts';

const brief = 'describe the image briefly.';
const recaption = (text: string): Recaption => ({ prompt: 'describe it all.', text });

test('images without text teach nothing in the first round', () => {
  const conversation = (row: number, assistant: string) => ({
    imageId: row,
    row,
    turns: [{ user: 'x', assistant }],
  });
  expect(
    originalSamples(
      [conversation(0, 'a thing'), conversation(1, ' '), { imageId: 2, row: 2, turns: [] }],
      brief,
    ),
  ).toEqual([{ row: 0, turns: [{ user: brief, assistant: 'a thing' }] }]);
});

describe('the text of a round', () => {
  const options = {
    images: [
      { id: 10, row: 0 },
      { id: 11, row: 1 },
      { id: 12, row: 2 },
      { id: 13, row: 3 },
    ],
    originals: new Map([
      [10, 'an animal'],
      [11, ''],
      [13, 'food'],
    ]),
    recaptions: new Map([
      [10, recaption('a dog.')],
      [11, recaption('a cat.')],
      [12, recaption('')],
    ]),
    chosen: new Set([10, 11, 12]),
    template: 'concatenated' as const,
    withoutRecaption: 'left-out' as const,
    briefPrompt: brief,
  };

  test('is the original with the recaption behind it, under the prompt that was answered', () => {
    const { samples } = recaptionedSamples(options);
    expect(samples).toEqual([
      { row: 0, turns: [{ user: 'describe it all.', assistant: 'an animal a dog.' }] },
      { row: 1, turns: [{ user: 'describe it all.', assistant: 'a cat.' }] },
      { row: 3, turns: [{ user: brief, assistant: 'food' }] },
    ]);
  });

  test('counts an image whose recaption is empty and leaves it out', () => {
    expect(recaptionedSamples(options).missing).toBe(1);
    expect(recaptionedSamples({ ...options, recaptions: new Map() })).toMatchObject({ missing: 3 });
  });

  test('falls back on the original where the plan says so, and counts that', () => {
    const mixture = recaptionedSamples({ ...options, recaptions: new Map(), withoutRecaption: 'original' });
    // Of the three that were chosen one has a text of its own.
    expect(mixture).toMatchObject({ fellBack: 1, missing: 2 });
    expect(mixture.samples[0]).toEqual({ row: 0, turns: [{ user: brief, assistant: 'an animal' }] });
  });

  test('may be the originals alone, whatever was written', () => {
    const mixture = recaptionedSamples({ ...options, template: 'original' });
    expect(mixture.samples.map(({ turns }) => turns[0]?.assistant)).toEqual(['an animal', 'food']);
    expect(mixture).toMatchObject({ fellBack: 0, missing: 0 });
  });

  test('may be the recaption alone', () => {
    const { samples } = recaptionedSamples({ ...options, template: 'recaption' });
    expect(samples[0]?.turns[0]?.assistant).toBe('a dog.');
  });
});

test("specialists' answers become further turns of their image", () => {
  const samples = [
    { row: 0, turns: [{ user: 'a', assistant: 'b' }] },
    { row: 1, turns: [{ user: 'a', assistant: 'c' }] },
  ];
  const answers = new Map([[1, [recaption('left of it.'), recaption('stop')]]]);
  expect(withFurtherTurns(samples, answers)).toEqual([
    samples[0],
    {
      row: 1,
      turns: [
        { user: 'a', assistant: 'c' },
        { user: 'describe it all.', assistant: 'left of it.' },
        { user: 'describe it all.', assistant: 'stop' },
      ],
    },
  ]);
});

test('shuffled recaptions are the same texts, none at its own image, the same for a seed', () => {
  const recaptions = new Map(Array.from({ length: 50 }, (_, id) => [id, recaption(`text ${id}`)]));
  const shuffled = shuffledRecaptions(recaptions, 1);
  expect(new Set([...shuffled.values()].map(({ text }) => text)).size).toBe(50);
  for (const [id, { text }] of shuffled) expect(text).not.toBe(`text ${id}`);
  expect(shuffledRecaptions(recaptions, 1)).toEqual(shuffled);
  expect(shuffledRecaptions(recaptions, 2)).not.toEqual(shuffled);
});

test('recaptions at matched length have as many words as their image had, or as images had in the middle', () => {
  const recaptions = new Map([
    [1, recaption('a dog and a cat on grass.')],
    [2, recaption('a house by the water.')],
    [3, recaption('snow')],
  ]);
  const originals = new Map([
    [1, 'an animal outside'],
    [2, ''],
    [3, 'a cold white thing'],
    [4, 'a'],
  ]);
  const cut = recaptionsAtLength(recaptions, originals);
  expect([...cut.values()].map(({ text }) => text)).toEqual(['a dog and', 'a house by', 'snow']);
  expect(cut.get(1)?.prompt).toBe('describe it all.');
});
