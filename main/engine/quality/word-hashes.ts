/** Word sequences as 32-bit numbers: what compares thousands of captions with each other has no room for their texts. */

/** FNV-1a (Fowler, Noll and Vo 1991) of a word's characters. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The end of MurmurHash3 (Appleby 2011): every bit of the input moves every bit of the result. */
export function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** One number for each sequence of n words, in order. A text of fewer words has none. */
export function sequenceHashes(words: readonly string[], n: number): Uint32Array {
  const single = Uint32Array.from(words, hashOf);
  const hashes = new Uint32Array(Math.max(0, words.length - n + 1));
  for (let i = 0; i < hashes.length; i++) {
    let hash = n;
    for (let j = 0; j < n; j++) hash = mixed(Math.imul(hash, 31) + (single[i + j] as number));
    hashes[i] = hash;
  }
  return hashes;
}

/** A text's different word pairs, ascending; a single word stands for itself. Empty where there is no word. */
export function wordPairs(words: readonly string[]): Uint32Array {
  const hashes = sequenceHashes(words, words.length === 1 ? 1 : 2).sort();
  let kept = 0;
  for (let i = 0; i < hashes.length; i++) {
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[kept++] = hashes[i] as number;
  }
  return hashes.slice(0, kept);
}

/** Jaccard index of two ascending sets without repeats, 0..1; 0 where both are empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as number, b[j] as number];
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const all = a.length + b.length - common;
  return all === 0 ? 0 : common / all;
}
