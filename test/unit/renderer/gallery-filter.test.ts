/** The gallery's filter in the address, its words, and why nothing fits. */
import { expect, test } from 'vitest';
import { filterOf, isFiltered, queryOf, withWriter } from '../../../renderer/views/captions/filter-route.ts';
import {
  orderInWords,
  rangeInWords,
  shownValue,
  typedValue,
  valueInWords,
} from '../../../renderer/views/captions/metric-text.ts';
import { whyEmpty } from '../../../renderer/views/captions/why-empty.ts';
import { likelyWriter, writerTitle } from '../../../renderer/views/captions/writer-field.tsx';
import { GalleryFilter, type WriterChoice } from '../../../shared/gallery.ts';

const whole: GalleryFilter = {
  set: 'pre train',
  search: 'a dog & a "cat"',
  writer: { source: 'v1', seed: 2 },
  ranges: [
    { metric: 'log-probability', least: -2.5, most: null },
    { metric: 'repetition', least: null, most: 0.2 },
    { metric: 'words', least: 1e-7, most: 30 },
  ],
  flags: ['truncated', 'hallucinated'],
  order: { metric: 'chair-i', descending: true },
};

test('a filter goes into the address and comes out of it as it was', () => {
  for (const filter of [whole, {}, { search: 'x' }, { writer: { source: 'original', seed: 0 } }]) {
    const address = new URLSearchParams(queryOf(filter)).toString();
    expect(filterOf(Object.fromEntries(new URLSearchParams(address)))).toEqual(filter);
    expect(GalleryFilter.safeParse(filter).success).toBe(true);
  }
});

test('what an address says that cannot be is passed over', () => {
  expect(
    filterOf({ by: 'v0', seed: 'x', where: 'words:..', flags: 'nonsense', order: 'nonsense:up', more: '1' }),
  ).toEqual({});
  expect(
    filterOf({ by: 'v0', where: 'words:..,words:a..b,zzz:1..2,words:3..', flags: ',', order: '' }),
  ).toEqual({
    writer: { source: 'v0', seed: 1 },
    ranges: [{ metric: 'words', least: 3, most: null }],
  });
  // Ranges, flags and orders are of somebody's captions.
  expect(filterOf({ where: 'words:3..', flags: 'empty', order: 'words:up', search: 'x' })).toEqual({
    search: 'x',
  });
  expect(withWriter(whole, undefined)).toEqual({ set: 'pre train', search: 'a dog & a "cat"' });
  expect(isFiltered({ order: { metric: 'words', descending: true } })).toBe(false);
  expect(isFiltered(withWriter(whole, undefined))).toBe(true);
});

test('metrics are read and typed in their units', () => {
  expect(valueInWords('repetition', 0.2)).toBe('20 %');
  expect(valueInWords('log-probability', -2.3145)).toBe('−2.31');
  expect([valueInWords('words', 12), valueInWords('words', 1)]).toEqual(['12 words', '1 word']);
  expect(shownValue('repetition', Math.fround(0.2))).toBe('20');
  expect(typedValue('repetition', '20')).toBe(0.2);
  expect(typedValue('log-probability', '−2,5')).toBe(-2.5);
  expect([typedValue('words', ' '), typedValue('words', 'many')]).toEqual([null, null]);
  expect(rangeInWords({ metric: 'words', least: 5, most: null })).toBe('Words: at least 5 words');
  expect(rangeInWords({ metric: 'repetition', least: null, most: 0.2 })).toBe('Repetition: at most 20 %');
  expect(rangeInWords({ metric: 'words', least: 5, most: 9 })).toBe('Words: 5 to 9 words');
  expect([orderInWords('repetition', true), orderInWords('log-probability', true)]).toEqual([
    'Worst first',
    'Best first',
  ]);
  expect([orderInWords('words', true), orderInWords('words', false)]).toEqual(['Most first', 'Fewest first']);
});

const choices: WriterChoice[] = [
  {
    source: 'original',
    seed: 0,
    round: null,
    measured: { captions: 5, metrics: [{ metric: 'words', least: 3, most: 9, captions: 5 }], flags: [] },
  },
  { source: 'v0', seed: 1, round: 1, measured: null },
  {
    source: 'v1',
    seed: 1,
    round: 2,
    measured: {
      captions: 5,
      metrics: [{ metric: 'words', least: 3, most: 28, captions: 5 }],
      flags: [{ flag: 'hallucinated', captions: 2 }],
    },
  },
];

test('an empty gallery says which wish left nothing', () => {
  const v1 = { source: 'v1', seed: 1 };
  const why = (filter: GalleryFilter) => whyEmpty(filter, choices[2], 'V1, round 2');
  expect(why({ writer: v1, flags: ['truncated'] })).toEqual([
    'No caption by V1, round 2 is marked “Cut off”.',
  ]);
  expect(why({ writer: v1, ranges: [{ metric: 'words', least: 40, most: null }] })).toEqual([
    'Words of captions by V1, round 2: 3 to 28 words, none beyond.',
  ]);
  expect(why({ writer: v1, order: { metric: 'image-text', descending: true } })).toEqual([
    'Image-text is not known of any caption by V1, round 2.',
  ]);
  expect(why({ writer: v1, search: 'zebra' })[0]).toMatch(
    /^No caption by V1, round 2 has all of these words/,
  );
  expect(why({ writer: v1, search: 'dog', flags: ['hallucinated'] })).toEqual([
    'No caption by V1, round 2 has all of it: these words, “Hallucinated”.',
  ]);
  expect(whyEmpty({ writer: { source: 'v0', seed: 1 }, flags: ['empty'] }, choices[1], 'V0')).toEqual([
    'The captions by V0 have not been measured yet.',
  ]);
  expect(whyEmpty({ writer: { source: 'v9', seed: 1 } }, undefined, 'V9')).toEqual([
    'There are no captions by V9.',
  ]);
  expect(whyEmpty({ search: 'zebra' }, undefined, '')[0]).toMatch(/^No caption has all of these words/);
});

test('metrics are asked of the last measured round where nobody is named, and writers have names', () => {
  expect(likelyWriter(choices)).toEqual({ source: 'v1', seed: 1 });
  expect(likelyWriter(choices.slice(0, 2))).toEqual({ source: 'original', seed: 0 });
  expect(likelyWriter([])).toBeUndefined();
  expect(writerTitle({ source: 'v1', seed: 1 }, choices)).toBe('V1, round 2');
  expect(
    writerTitle({ source: 'v1', seed: 2 }, [...choices, { ...(choices[2] as WriterChoice), seed: 2 }]),
  ).toBe('V1, round 2, seed 2');
});
