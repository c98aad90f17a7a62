import { describe, expect, test } from 'vitest';
import {
  captionStatistics,
  distinct,
  lexiconOf,
  objectHallucination,
  objectsNamed,
  repetition,
  wordCount,
} from '../../../../main/engine/quality/index.ts';
import { pluralsOf } from '../../../../main/engine/quality/lexicon.ts';
import { kinds } from '../../../../main/engine/world/kinds.ts';
import { type CaptionQuality, toldFigures } from '../../../../shared/caption-quality.ts';

const lexicon = lexiconOf(['dog', 'hot dog', 'bus', 'butterfly', 'glasses']);

describe('objects named', () => {
  test.each([
    ['A dog and two buses', ['dog', 'bus']],
    ['hot dogs', ['hot dog']],
    ['hot, dog', ['hot dog']], // marks do not part the words of a name
    ['butterflies BUTTERFLY', ['butterfly']],
    ['glasses', ['glasses']],
    ['doghouse bushes', []],
    ['dog-friendly', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect([...objectsNamed(text, lexicon)]).toEqual(expected);
  });

  test('every plural that the embedded world writes is understood', () => {
    for (const { name, plural } of kinds) expect([name, ...pluralsOf(name)]).toContain(plural);
  });
});

test('words are what stands between white space and says something', () => {
  expect(wordCount('A t-shirt , 2 dogs… and\nan ox .')).toBe(7);
  expect(wordCount(' . ')).toBe(0);
  expect(wordCount('')).toBe(0);
});

test('repetition is the share of four-word sequences seen before', () => {
  expect(repetition('a dog on grass')).toBe(0);
  expect(repetition('on on on on on on')).toBeCloseTo(2 / 3, 12);
  expect(repetition('a dog and a cat a dog and a bus')).toBeCloseTo(1 / 7, 12);
  expect(repetition('a dog')).toBe(0);
});

test('distinct-n falls as captions become alike', () => {
  expect(distinct(['a dog', 'a cat'], 2)).toBe(1);
  expect(distinct(['a dog', 'a dog', 'A DOG', 'a cat'], 2)).toBe(0.5);
  expect(distinct(['dog', ''], 2)).toBeNull();
});

test('hallucination counts mentions of what is not there', () => {
  expect(objectHallucination('a dog, a bus and a bus', new Set(['dog']), lexicon)).toBeCloseTo(2 / 3, 12);
  expect(objectHallucination('nothing', new Set(['dog']), lexicon)).toBe(0);
});

describe('statistics of a set of captions', () => {
  const caption = (image: string, text: string, truncated = false) => ({
    image,
    text,
    truncated,
    logProbability: -0.5,
  });

  test('measures lengths, losses and truth', () => {
    const statistics = captionStatistics(
      { seed: 1, source: 'v1' },
      [
        caption('1', 'a dog and a bus'),
        caption('2', 'a dog', true),
        caption('3', ''),
        caption('unknown', 'a bus'),
      ],
      {
        lexicon,
        objectsByImage: new Map([
          ['1', new Set(['dog'])],
          ['2', new Set(['dog', 'bus'])],
          ['3', new Set<string>()],
        ]),
      },
    );
    expect(statistics).toMatchObject({
      seed: 1,
      source: 'v1',
      captions: 4,
      wordsMean: 9 / 4,
      vocabulary: 4,
      truncated: 1,
      empty: 1,
      logProbabilityMean: -0.5,
      objectPrecision: 2 / 3,
      objectRecall: 2 / 3,
    });
    expect(statistics.wordsSd).toBeCloseTo(
      Math.sqrt((2.75 ** 2 + 0.25 ** 2 + 2.25 ** 2 + 0.25 ** 2) / 3),
      12,
    );
  });

  test('of no captions, and without truth, is still plain numbers', () => {
    expect(captionStatistics({ seed: null, source: 'original' }, [])).toEqual({
      seed: null,
      source: 'original',
      captions: 0,
      wordsMean: 0,
      wordsSd: 0,
      vocabulary: 0,
      truncated: 0,
      empty: 0,
      repetition: 0,
      distinctBigrams: null,
      logProbabilityMean: null,
      objectPrecision: null,
      objectRecall: null,
    });
  });
});

test('a plan tells the metrics it names, and all where it names none', () => {
  const figure = (metric: string) => ({ metric, value: 1, low: null, high: null, sd: null, n: 1 });
  const quality: CaptionQuality = {
    seed: 1,
    source: 'v0',
    before: null,
    captions: 1,
    figures: ['words', 'repetition', 'quotes-read'].map(figure),
    matchedLength: null,
    lengths: [],
    tokenLengths: [],
  };
  const told = (qualityMetrics?: string[]) =>
    toldFigures({ qualityMetrics }, quality).figures.map(({ metric }) => metric);
  expect(told()).toEqual(['words', 'repetition', 'quotes-read']);
  expect(told(['quotes-read', 'words'])).toEqual(['words', 'quotes-read']);
});
