/**
 * Training texts that say thirteen words in a row which a benchmark says too (Brown et al. 2020, appendix C): lower-case words, marks left
 * out. A sequence that stands in more than ten training images is a phrase of the format ("answer with a single word ..."), not a leak.
 */
import { wordsOf } from '../quality/lexicon.ts';
import { sequenceHashes, wordHashes } from '../quality/word-hashes.ts';

const sequence = 13;
const mostImages = 10;

interface Entry {
  readonly item: number;
  readonly words: readonly string[];
  readonly start: number;
  /** Images that say it; no more are noted once it is a phrase. */
  readonly images: Set<number>;
}

export interface FoundText {
  readonly image: number;
  /** As `addItem` counted it. */
  readonly item: number;
  readonly words: string;
}

export class TextOverlap {
  readonly #entries = new Map<number, Entry[]>();

  /** What an item says, in several texts. False where none of them has thirteen words: such an item cannot be told apart. */
  addItem(item: number, texts: readonly string[]): boolean {
    let comparable = false;
    for (const words of texts.map(wordsOf)) {
      for (const [start, hash] of sequenceHashes(wordHashes(words), sequence).entries()) {
        comparable = true;
        const entry = { item, words, start, images: new Set<number>() };
        const others = this.#entries.get(hash);
        if (!others) this.#entries.set(hash, [entry]);
        else if (!others.some((other) => other.item === item && isSame(other, words, start)))
          others.push(entry);
      }
    }
    return comparable;
  }

  /** A text that a model learns from. */
  see(image: number, text: string): void {
    if (this.#entries.size === 0) return;
    const words = wordsOf(text);
    for (const [start, hash] of sequenceHashes(wordHashes(words), sequence).entries()) {
      for (const entry of this.#entries.get(hash) ?? []) {
        if (entry.images.size <= mostImages && isSame(entry, words, start)) entry.images.add(image);
      }
    }
  }

  /** Every image and item that share a sequence, each pair once. */
  found(): FoundText[] {
    const pairs = new Map<string, FoundText>();
    for (const { item, words, start, images } of [...this.#entries.values()].flat()) {
      if (images.size > mostImages) continue;
      for (const image of images) {
        const key = `${image} ${item}`;
        if (pairs.has(key)) continue;
        pairs.set(key, { image, item, words: words.slice(start, start + sequence).join(' ') });
      }
    }
    return [...pairs.values()];
  }
}

function isSame(entry: Entry, words: readonly string[], start: number): boolean {
  for (let i = 0; i < sequence; i++) if (entry.words[entry.start + i] !== words[start + i]) return false;
  return true;
}
