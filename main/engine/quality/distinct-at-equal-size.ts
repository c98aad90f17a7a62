import { sequenceHashes } from './word-hashes.ts';

/**
 * Distinct-n (Li et al. 2016) that sets of any size and length can be compared by: different n-word sequences among `size` of them, block
 * after block. Plain distinct-n falls as captions grow longer or more, whatever they say. `captions` (`wordHashes` of each) stand in random
 * order; a last block that is not full is left out. One value a block, 0..1.
 */
export function distinctAtEqualSize(captions: Iterable<Uint32Array>, n: number, size = 1000): Float64Array {
  const values: number[] = [];
  const seen = new Set<number>();
  let filled = 0;
  for (const words of captions) {
    const hashes = sequenceHashes(words, n);
    for (let i = 0; i < hashes.length; i++) {
      seen.add(hashes[i] as number);
      if (++filled < size) continue;
      values.push(seen.size / size);
      seen.clear();
      filled = 0;
    }
  }
  return Float64Array.from(values);
}
