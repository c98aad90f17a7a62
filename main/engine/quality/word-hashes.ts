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

export function wordHashes(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(words.length);
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashOf(words[i] as string);
  return hashes;
}

/** One number for each sequence of n words, in order, from the words' own. A text of fewer words has none. */
export function sequenceHashes(words: Uint32Array, n: number): Uint32Array {
  if (n === 1) return words;
  const hashes = new Uint32Array(Math.max(0, words.length - n + 1));
  for (let i = 0; i < hashes.length; i++) {
    let hash = n;
    for (let j = i; j < i + n; j++) hash = mixed(Math.imul(hash, 31) + (words[j] as number));
    hashes[i] = hash;
  }
  return hashes;
}

/** A text's different word pairs, ascending; a single word stands for itself. Empty where there is no word. */
export function wordPairs(words: Uint32Array): Uint32Array {
  const hashes = words.length === 1 ? words.slice() : sequenceHashes(words, 2).sort();
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
