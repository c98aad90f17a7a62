/** What is measured on all captions of a source together: vocabulary, variety, templates, near-duplicates. Captions come one by one. */
import { below, randomBits } from '../stats/random.ts';
import { distinctAtEqualSize } from './distinct-at-equal-size.ts';
import { NearDuplicates } from './near-duplicates.ts';
import { type Likeness as Pair, type SampledCaption, selfSimilarity } from './self-similarity.ts';
import { wordHashes } from './word-hashes.ts';

export interface SourceLikeness {
  readonly captions: number;
  readonly vocabulary: number;
  /** Distinct-1, -2 and -3, a value for each thousand. */
  readonly distinct: readonly Float64Array[];
  readonly pairs: readonly Pair[];
  /** By order of adding. */
  readonly nearDuplicates: readonly (0 | 1 | null)[];
}

export interface CaptionOfImage {
  readonly caption: number;
  readonly image: number;
  readonly words: readonly string[];
}

/** Of more captions so many are drawn for what is compared pair by pair; the seed is fixed, so the same captions give the same figures. */
const mostSampled = 20_000;
const sampleSeed = 1;

export class LikenessOfSource {
  readonly #words = new Set<string>();
  readonly #duplicates = new NearDuplicates();
  readonly #sample: SampledCaption[] = [];
  readonly #random = randomBits(sampleSeed);
  #captions = 0;

  add({ caption: id, image, words }: CaptionOfImage): void {
    for (const word of words) this.#words.add(word);
    const caption = { caption: id, image, words: wordHashes(words) };
    this.#duplicates.add(image, caption.words);
    // Reservoir sampling (Vitter 1985, algorithm R): every caption has the same chance, however many are to come.
    if (this.#sample.length < mostSampled) this.#sample.push(caption);
    else {
      const place = below(this.#captions + 1, this.#random());
      if (place < mostSampled) this.#sample[place] = caption;
    }
    this.#captions++;
  }

  result(): SourceLikeness {
    const sample = shuffled(this.#sample, this.#random);
    const texts = sample.map(({ words }) => words);
    return {
      captions: this.#captions,
      vocabulary: this.#words.size,
      distinct: [1, 2, 3].map((n) => distinctAtEqualSize(texts, n)),
      pairs: selfSimilarity(sample),
      nearDuplicates: this.#duplicates.marks(),
    };
  }
}

/** Fisher and Yates. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1, random());
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
