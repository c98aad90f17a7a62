import { describe, expect, test } from 'vitest';
import { bleuCounts, bleuOf } from '../../../../main/engine/scorers/bleu.ts';
import { ciderD, frequenciesOf } from '../../../../main/engine/scorers/cider.ts';
import { coco } from '../../../../main/engine/scorers/coco.ts';
import { numpyMean } from '../../../../main/engine/scorers/numpy-mean.ts';
import { ptbWords } from '../../../../main/engine/scorers/ptb-words.ts';
import { rougeL } from '../../../../main/engine/scorers/rouge-l.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

interface Corpus {
  references: string[][];
  captions: string[];
  bleu: number[];
  bleuEach: number[][];
  rouge: number;
  rougeEach: number[];
  cider: number;
  ciderEach: number[];
}

describe.each(
  golden<{ corpora: Corpus[] }>('coco-captions').corpora.map(
    (corpus) => [corpus.captions.length, corpus] as const,
  ),
)('tokenised captions of %i images by pycocoevalcap, to the last bit', (_, corpus) => {
  const each = <T>(of: (caption: string, references: string[]) => T): T[] =>
    corpus.captions.map((caption, i) => of(caption, corpus.references[i] as string[]));

  test('CIDEr-D', () => {
    const frequencies = frequenciesOf(corpus.references);
    const scores = each((caption, references) => ciderD(caption, references, frequencies));
    expect(scores).toEqual(corpus.ciderEach);
    expect(numpyMean(scores)).toBe(corpus.cider);
  });

  test('ROUGE-L', () => {
    const scores = each(rougeL);
    expect(scores).toEqual(corpus.rougeEach);
    expect(numpyMean(scores)).toBe(corpus.rouge);
  });

  test('BLEU', () => {
    const counts = each(bleuCounts);
    expect(bleuOf(counts)).toEqual(corpus.bleu);
    const alone = counts.map((one) => bleuOf([one]));
    for (const less of [0, 2, 3]) expect(alone.map((one) => one[less])).toEqual(corpus.bleuEach[less]);
    // the C library's x ** 0.5, which BLEU-2 takes, is not quite the root in one case of a thousand
    for (const [i, one] of alone.entries()) {
      const expected = corpus.bleuEach[1]?.[i] as number;
      expect(Math.abs((one[1] as number) - expected)).toBeLessThanOrEqual(expected * 2.3e-16);
    }
  });
});

test('texts are cut as Stanford’s PTBTokenizer cuts them, and pycocoevalcap leaves out punctuation', () => {
  const { cases } = golden<{ cases: [string, string][] }>('ptb');
  expect(cases.length).toBeGreaterThan(500);
  const different = cases.filter(([text, words]) => ptbWords(text) !== words).map(([text]) => text);
  // telephone numbers and prefixes that end in a hyphen have rules of their own there
  expect(different).toEqual(['(555) 123-4567', 'anti-']);
});

test('reads the official file, scores all together, measures the corpus', async () => {
  const file = {
    info: {},
    images: [1, 2, 3].map((id) => ({ id, file_name: `COCO_val2014_${id}.jpg` })),
    annotations: [
      { image_id: 1, id: 10, caption: 'A dog runs.' },
      { image_id: 1, id: 11, caption: 'The dog is running' },
      { image_id: 2, id: 12, caption: 'Two cats sleep.' },
    ],
  };
  const folder = await benchWith({ 'coco/captions_val2014.json': file });
  const left: unknown[] = [];
  const items = (await coco.read(folder, undefined, (what, count) => left.push([what, count]))) ?? [];
  expect(items.map(({ id, image }) => [id, image])).toEqual([
    ['1', 'COCO_val2014_1.jpg'],
    ['2', 'COCO_val2014_2.jpg'],
  ]);
  expect(left).toEqual([['images', 1]]);
  const said = new Map([
    ['1', 'a dog runs'],
    ['2', 'two cats sleep'],
  ]);
  const together = coco.scoreTogether?.(items, said) as number[];
  expect(together[0]).toBe(coco.score(items[0] as never, 'A dog runs!'));
  // three words make no run of four, so a quarter of the cosines is missing
  expect(together[1]).toBeCloseTo(7.5, 12);
  expect(coco.details(items, said)).toMatchObject({ 'ROUGE-L': 1 });
  // one image left: no word is rarer than another, which upstream scores 0
  expect(coco.scoreTogether?.(items.slice(1), said)).toEqual([0]);
});
