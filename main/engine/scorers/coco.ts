/**
 * COCO captioning by pycocoevalcap (salaniz/pycocoevalcap, commit ad63453): CIDEr-D of every caption, BLEU-1 to BLEU-4 of the corpus and ROUGE-L.
 * CIDEr-D weighs words by how common they are in the references of the images that were asked, so that the whole is scored together.
 * Upstream's tokenizer is a Java program; ptb-words.ts cuts by its rules. METEOR and SPICE want Java as well and are not measured.
 * The folder holds one official `captions_*.json`.
 */
import { join } from 'node:path';
import { answerTo, type Predictions } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { bleuCounts, bleuOf } from './bleu.ts';
import { ciderD, frequenciesOf, type ReferenceFrequencies } from './cider.ts';
import { onlyFile } from './files.ts';
import { numpyMean } from './numpy-mean.ts';
import { ptbWords } from './ptb-words.ts';
import { idAt, imageAt, refuseRepeats, stringAt } from './read-entries.ts';
import { rougeL } from './rouge-l.ts';
import { readLists } from './stream-entries.ts';

interface Truth {
  /** Tokenised. */
  readonly references: readonly string[];
}

/** `tokenised`: how a text's words are set apart by blanks. */
export const cocoBy = (
  rule: Pick<Benchmark, 'name' | 'title' | 'scorer'>,
  tokenised: (text: string) => string,
): Benchmark => ({
  ...rule,
  folder: 'coco',
  metric: 'CIDEr-D',
  maxNewTokens: 64,

  async read(benchFolder, folder = 'coco', leftOut) {
    const file = await onlyFile(join(benchFolder, folder), /\.json$/i);
    if (file === null) return null;
    const images: { id: string; image: string }[] = [];
    const references = new Map<string, string[]>();
    await readLists(file, {
      images: (entry, where) =>
        images.push({
          id: idAt(file, where, entry, 'id'),
          image: imageAt(file, where, entry, 'file_name'),
        }),
      annotations: (entry, where) => {
        const id = idAt(file, where, entry, 'image_id');
        const text = tokenised(stringAt(file, where, entry, 'caption'));
        const known = references.get(id);
        if (known) known.push(text);
        else references.set(id, [text]);
      },
    });
    refuseRepeats(
      file,
      images.map(({ id }) => id),
    );
    const described = images.filter(({ id }) => references.has(id));
    if (described.length < images.length)
      leftOut?.('images', images.length - described.length, 'they have no reference caption');
    const corpus = described.map(({ id }) => references.get(id) as string[]);
    for (const texts of corpus) corpora.set(texts, corpus);
    return described.map(
      ({ id, image }, i): BenchmarkItem => ({
        id,
        image,
        prompt: 'Provide a one-sentence caption for the provided image.',
        truth: { references: corpus[i] as string[] } satisfies Truth,
      }),
    );
  },

  score(item, prediction) {
    const { references } = item.truth as Truth;
    const frequencies = frequenciesIn(corpora.get(references) ?? [references]);
    return ciderD(tokenised(prediction), references, frequencies);
  },

  scoreTogether(items, predictions) {
    const frequencies = frequenciesOf(items.map(({ truth }) => (truth as Truth).references));
    return items.map((item) =>
      ciderD(tokenised(answerTo(item, predictions)), (item.truth as Truth).references, frequencies),
    );
  },

  details: (items, predictions) => (items.length === 0 ? {} : likeness(items, predictions, tokenised)),
});

export const coco = cocoBy(
  {
    name: 'coco',
    title: 'COCO captions (likeness to people’s)',
    scorer: 'pycocoevalcap (PTB rules of its own instead of the Java tokenizer; no METEOR, no SPICE)',
  },
  ptbWords,
);

function likeness(
  items: readonly BenchmarkItem[],
  predictions: Predictions,
  tokenised: (text: string) => string,
): Record<string, number> {
  const pairs = items.map((item) => ({
    caption: tokenised(answerTo(item, predictions)),
    references: (item.truth as Truth).references,
  }));
  const bleu = bleuOf(pairs.map(({ caption, references }) => bleuCounts(caption, references)));
  return {
    ...Object.fromEntries(bleu.map((value, less) => [`BLEU-${less + 1}`, value])),
    'ROUGE-L': numpyMean(pairs.map(({ caption, references }) => rougeL(caption, references))),
  };
}

type Corpus = readonly (readonly string[])[];

/** The file that an item's references came from. Not part of the truth, which is written out as a whole to name what was asked. */
const corpora = new WeakMap<readonly string[], Corpus>();

/** Counted once a file. */
const counted = new WeakMap<object, ReferenceFrequencies>();

function frequenciesIn(corpus: Corpus): ReferenceFrequencies {
  let known = counted.get(corpus);
  if (!known) {
    known = frequenciesOf(corpus);
    counted.set(corpus, known);
  }
  return known;
}
