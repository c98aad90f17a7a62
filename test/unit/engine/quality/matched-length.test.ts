/** Constructed rounds of which it is known how much they imagine. */
import { describe, expect, test } from 'vitest';
import { lexiconOf } from '../../../../main/engine/quality/index.ts';
import {
  hallucinationAtMatchedLength,
  matchedCaptions,
} from '../../../../main/engine/quality/matched-length.ts';
import { countMentions } from '../../../../main/engine/quality/mentions.ts';
import { ratioInterval } from '../../../../main/engine/quality/ratio.ts';
import { type Random, randomFrom } from '../../../../main/engine/world/random.ts';

const there = Array.from({ length: 30 }, (_, i) => `thing${i}`);
const absent = Array.from({ length: 30 }, (_, i) => `ghost${i}`);
const lexicon = lexiconOf([...there, ...absent, 'hot dog', 'dog']);
const present = new Set(there);

/** `imagines`: the chance that the mention at a word's place is of something that is not there. */
function caption(random: Random, length: number, imagines: (place: number) => number): string[] {
  return Array.from({ length }, (_, place) => {
    if (place % 3 !== 0) return 'filler';
    return random.pick(random.chance(imagines(place)) ? absent : there);
  });
}

interface Round {
  readonly length: (random: Random) => number;
  readonly imagines: (place: number) => number;
}

function compare(name: string, images: number, before: Round, now: Round) {
  const random = randomFrom(name);
  const pairs = Array.from({ length: images }, () => {
    const texts = [before, now].map(({ length, imagines }) => caption(random, length(random), imagines));
    return texts as [string[], string[]];
  });
  const matched = pairs.map(([a, b]) => matchedCaptions(a, b, present, lexicon));
  const column = (of: (one: (typeof matched)[number]) => number) => Float64Array.from(matched, of);
  const result = hallucinationAtMatchedLength(
    {
      words: column(({ words }) => words),
      mentions: column((one) => one.now.mentions),
      imagined: column((one) => one.now.imagined),
      mentionsBefore: column((one) => one.before.mentions),
      imaginedBefore: column((one) => one.before.imagined),
    },
    { seed: 1, resamples: 500 },
  );
  const chair = (side: 0 | 1) => {
    const counts = pairs.map((pair) => countMentions(pair[side], present, lexicon));
    const sum = (of: (one: (typeof counts)[number]) => number) =>
      counts.reduce((all, one) => all + of(one), 0);
    return sum(({ imagined }) => imagined) / sum(({ mentions }) => mentions);
  };
  return { result: result as NonNullable<typeof result>, whole: chair(1) - chair(0) };
}

const short = (random: Random) => 12 + random.integer(9);
const long = (random: Random) => 90 + random.integer(30);

describe('of rounds whose captions grow', () => {
  test('equally good ones are equal, though the longer captions drift off towards their end', () => {
    const drifting = (place: number) => Math.min(0.6, 0.05 + place * 0.005);
    const { result, whole } = compare(
      'drift',
      2000,
      { length: short, imagines: drifting },
      { length: long, imagines: drifting },
    );
    // What a plain CHAIR says of them: the longer round is far worse.
    expect(whole).toBeGreaterThan(0.15);
    expect(Math.abs(result.difference)).toBeLessThan(0.015);
    expect(result.low).toBeLessThan(0);
    expect(result.high).toBeGreaterThan(0);
    expect(result.words).toBeGreaterThan(14);
    expect(result.words).toBeLessThan(18);
    expect(result.n).toBe(2000);
  });

  test('a round that is better word by word is better, though its whole captions are worse', () => {
    const { result, whole } = compare(
      'better',
      2000,
      { length: short, imagines: () => 0.2 },
      { length: long, imagines: (place) => (place < 30 ? 0.1 : 0.4) },
    );
    expect(whole).toBeGreaterThan(0.05);
    expect(result.before).toBeCloseTo(0.2, 1);
    expect(result.now).toBeCloseTo(0.1, 1);
    expect(result.high).toBeLessThan(0);
  });
});

test('the 95 % interval holds the truth in about 95 of 100 repetitions, also where a caption’s mentions hang together', () => {
  // Half of the captions are about something the model cannot see and imagine a lot: mentions of one caption are not independent.
  const clumped = (rates: readonly [number, number]): Round => {
    let rate = 0;
    return {
      length: (random) => {
        rate = random.pick(rates);
        return short(random);
      },
      imagines: () => rate,
    };
  };
  // 0.1 or 0.5 before (0.3), 0.05 or 0.35 now (0.2): the truth is -0.1.
  let held = 0;
  const repetitions = 400;
  for (let i = 0; i < repetitions; i++) {
    const { result } = compare(`coverage/${i}`, 150, clumped([0.1, 0.5]), clumped([0.05, 0.35]));
    if (result.low <= -0.1 && -0.1 <= result.high) held++;
  }
  // Binomial with p = 0.95: 400 repetitions lie within 0.917 and 0.983 with a chance of 99.8 %.
  expect(held / repetitions).toBeGreaterThan(0.91);
  expect(held / repetitions).toBeLessThan(0.985);
});

test('a name that the cut divides is not mentioned, rather than turned into another', () => {
  const before = ['a', 'hot'];
  const now = ['a', 'hot', 'dog'];
  const { words, now: counted } = matchedCaptions(before, now, new Set(['hot dog']), lexicon);
  expect([words, counted.mentions, counted.imagined]).toEqual([2, 0, 0]);
  expect(countMentions(now, new Set(['hot dog']), lexicon)).toMatchObject({ mentions: 1, imagined: 0 });
});

test('without any mention on a side there is nothing to compare', () => {
  const nothing = new Float64Array(2);
  expect(
    hallucinationAtMatchedLength(
      {
        words: nothing,
        mentions: nothing,
        imagined: nothing,
        mentionsBefore: nothing,
        imaginedBefore: nothing,
      },
      { seed: 1, resamples: 100 },
    ),
  ).toBeNull();
});

describe('ratios of sums', () => {
  const options = { seed: 1, resamples: 1000 };
  test('a caption that says nothing is not counted', () => {
    const found = ratioInterval(Float64Array.of(1, 0, 0), Float64Array.of(2, 2, 0), options);
    expect(found).toMatchObject({ value: 0.25, n: 2 });
    expect(ratioInterval(Float64Array.of(0), Float64Array.of(0), options)).toBeNull();
  });

  test('none of many is not certain to be none', () => {
    const found = ratioInterval(new Float64Array(30), new Float64Array(30).fill(3), options);
    expect(found?.value).toBe(0);
    expect(found?.high).toBeCloseTo(1 - 0.025 ** (1 / 30), 12);
  });
});
