import { jaccard, mixed, wordPairs } from './word-hashes.ts';

/** Two captions nearly repeat each other when they share four fifths of their word pairs. */
const threshold = 0.8;
/** Pairs at the threshold meet in some band with a chance of 99.8 %, pairs that share half in 40 %: those are told apart by their sets. */
const bands = 16;
const rows = 5;
/** In a crowded band a caption is held against so many of the others: one near-duplicate is enough to be one. */
const mostCompared = 8;

const salts = Uint32Array.from({ length: bands * rows }, (_, i) => mixed(Math.imul(i + 1, 0x9e3779b9)));

/**
 * Captions that nearly repeat the caption of another image, found by MinHash and banding (Broder 1997; Leskovec, Rajaraman and Ullman,
 * chapter 3) and confirmed by the Jaccard index of their word pairs. Captions are added one by one; only hashes are kept of them.
 */
export class NearDuplicates {
  /** By order of adding: which of the different texts it is; -1 has no word. */
  readonly #texts: number[] = [];
  readonly #known = new Map<number, number>();
  readonly #pairs: Uint32Array[] = [];
  readonly #images: number[] = [];
  readonly #marked: boolean[] = [];
  readonly #heads = Array.from({ length: bands }, () => new Map<number, number>());
  /** For each text and band, the text that was in the same band before it; -1 ends the chain. */
  readonly #chains: Int32Array[] = [];

  /** `words`: `wordHashes` of the caption. */
  add(image: number, words: Uint32Array): void {
    const key = keyOf(words);
    const known = this.#known.get(key);
    if (known !== undefined) {
      if (this.#images[known] !== image) this.#marked[known] = true;
      this.#texts.push(known);
      return;
    }
    const pairs = wordPairs(words);
    if (pairs.length === 0) {
      this.#texts.push(-1);
      return;
    }
    const text = this.#pairs.length;
    this.#known.set(key, text);
    this.#texts.push(text);
    this.#pairs.push(pairs);
    this.#images.push(image);
    this.#marked.push(false);
    this.#chains.push(new Int32Array(bands));
    const signature = minima(pairs);
    for (let band = 0; band < bands; band++) this.#compare(text, band, bandKey(signature, band));
  }

  /** By order of adding: 1 where another image's caption says nearly the same, 0 where none does, null for a caption without words. */
  marks(): (0 | 1 | null)[] {
    return this.#texts.map((text) => (text === -1 ? null : this.#marked[text] ? 1 : 0));
  }

  #compare(text: number, band: number, key: number): void {
    const heads = this.#heads[band] as Map<number, number>;
    let other = heads.get(key) ?? -1;
    (this.#chains[text] as Int32Array)[band] = other;
    heads.set(key, text);
    for (let compared = 0; other !== -1 && compared < mostCompared; compared++) {
      if (this.#images[other] !== this.#images[text] && !(this.#marked[text] && this.#marked[other])) {
        if (jaccard(this.#pairs[text] as Uint32Array, this.#pairs[other] as Uint32Array) >= threshold) {
          this.#marked[text] = true;
          this.#marked[other] = true;
        }
      }
      other = (this.#chains[other] as Int32Array)[band] as number;
    }
  }
}

/** 53 bits of a text's words in their order. */
function keyOf(words: Uint32Array): number {
  let high = words.length;
  let low = 1;
  for (let i = 0; i < words.length; i++) {
    const hash = words[i] as number;
    high = mixed(Math.imul(high, 31) + hash);
    low = mixed(Math.imul(low, 37) ^ hash);
  }
  return (high & 0x1fffff) * 2 ** 32 + low;
}

function minima(pairs: Uint32Array): Uint32Array {
  const signature = new Uint32Array(salts.length);
  for (let i = 0; i < salts.length; i++) {
    const salt = salts[i] as number;
    let least = 0xffffffff;
    for (let j = 0; j < pairs.length; j++) {
      let h = Math.imul((pairs[j] as number) ^ salt, 0x9e3779b1);
      h = (h ^ (h >>> 15)) >>> 0;
      if (h < least) least = h;
    }
    signature[i] = least;
  }
  return signature;
}

function bandKey(signature: Uint32Array, band: number): number {
  let key = band;
  for (let row = 0; row < rows; row++) {
    key = mixed(Math.imul(key, 31) + (signature[band * rows + row] as number));
  }
  return key;
}
