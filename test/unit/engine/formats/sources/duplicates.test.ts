import { expect, test } from 'vitest';
import { SeenPictures } from '../../../../../main/engine/formats/sources/duplicates.ts';
import { perceptualHash } from '../../../../../main/engine/formats/sources/perceptual-hash.ts';

const flipped = (hash: string, bits: readonly number[]): string => {
  let value = BigInt(`0x${hash}`);
  for (const bit of bits) value ^= 1n << BigInt(bit);
  return value.toString(16).padStart(16, '0');
};

test('hashes that differ in three bits are alike wherever the bits are, and in four they are not', () => {
  const seen = new SeenPictures();
  const hashes = Array.from({ length: 3000 }, (_, at) =>
    ((BigInt(at + 1) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn).toString(16).padStart(16, '0'),
  );
  for (const [at, hash] of hashes.entries()) seen.add(`sha${at}`, hash);
  for (const hash of hashes.slice(0, 500)) {
    expect(seen.hasLike(hash)).toBe(true);
    expect(seen.hasLike(flipped(hash, [0, 17, 63]))).toBe(true);
    expect(seen.hasLike(flipped(hash, [33, 34, 35]))).toBe(true);
    expect(seen.hasLike(flipped(hash, [1, 18, 40, 60]))).toBe(false);
  }
  expect(seen.hasExact('sha2999')).toBe(true);
  expect(seen.hasExact('sha3000')).toBe(false);
});

test('a picture of one colour is like no other', () => {
  const seen = new SeenPictures();
  const flat = perceptualHash(new Uint8Array(96 * 96 * 3).fill(200), 96);
  expect(flat).toBe('0'.repeat(16));
  seen.add('one', flat);
  expect(seen.hasLike(flat)).toBe(false);
});

/** Written out: 9x8 fields, each against its right neighbour. */
test('a hash is what its definition says', () => {
  const size = 72;
  const pixels = Uint8Array.from(
    { length: size * size * 3 },
    (_, at) => (Math.sin(at / 911) * 100 + Math.cos(Math.floor(at / 3) / 17) * 60 + 128) | 0,
  );
  let bits = '';
  for (let row = 0; row < 8; row++) {
    const field = (column: number) => {
      let sum = 0;
      for (let y = row * 9; y < row * 9 + 9; y++)
        for (let x = column * 8; x < column * 8 + 8; x++) {
          const at = 3 * (y * size + x);
          sum +=
            0.299 * (pixels[at] as number) +
            0.587 * (pixels[at + 1] as number) +
            0.114 * (pixels[at + 2] as number);
        }
      return sum;
    };
    for (let column = 0; column < 8; column++) bits += field(column + 1) > field(column) ? '1' : '0';
  }
  expect(perceptualHash(pixels, size)).toBe(BigInt(`0b${bits}`).toString(16).padStart(16, '0'));
});
