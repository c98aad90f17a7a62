/**
 * Perceptual hash of a decoded picture: pHash as `imagehash.phash` has it (Zauner 2010): luminance, 32 x 32, two-dimensional DCT, the 8 x 8
 * lowest frequencies against their median. Resizing, recompression and small changes of colour move few of its 64 bits.
 */
const side = 32;
const kept = 8;

/** Two halves of 64 bits. */
export interface ImageHash {
  readonly high: number;
  readonly low: number;
}

/** cosines[u][x] of the DCT-II; its scale does not matter, as bits are against a median of like-scaled values. */
const cosines = Array.from({ length: kept }, (_, u) =>
  Float64Array.from({ length: side }, (_, x) => Math.cos((Math.PI * u * (2 * x + 1)) / (2 * side))),
);

/** `pixels`: size x size x 3 bytes, row by row; size 32 or more. */
export function imageHash(pixels: Uint8Array, size: number): ImageHash {
  const rows = new Float64Array(side * kept);
  const grey = luminance(pixels, size);
  for (let y = 0; y < side; y++) {
    for (let u = 0; u < kept; u++) {
      const wave = cosines[u] as Float64Array;
      let sum = 0;
      for (let x = 0; x < side; x++) sum += (grey[y * side + x] as number) * (wave[x] as number);
      rows[y * kept + u] = sum;
    }
  }
  const frequencies = new Float64Array(kept * kept);
  for (let v = 0; v < kept; v++) {
    const wave = cosines[v] as Float64Array;
    for (let u = 0; u < kept; u++) {
      let sum = 0;
      for (let y = 0; y < side; y++) sum += (rows[y * kept + u] as number) * (wave[y] as number);
      // Rounded, so that a flat picture's zeros are zeros whatever the order of adding.
      frequencies[v * kept + u] = Math.round(sum * 1e4) / 1e4;
    }
  }
  return bits(frequencies);
}

/** Averages of areas, as every pixel should count alike. */
function luminance(pixels: Uint8Array, size: number): Float64Array {
  const grey = new Float64Array(side * side);
  for (let y = 0; y < side; y++) {
    const [top, bottom] = [Math.floor((y * size) / side), Math.floor(((y + 1) * size) / side)];
    for (let x = 0; x < side; x++) {
      const [left, right] = [Math.floor((x * size) / side), Math.floor(((x + 1) * size) / side)];
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        for (let at = (row * size + left) * 3; at < (row * size + right) * 3; at += 3) {
          sum +=
            0.299 * (pixels[at] as number) +
            0.587 * (pixels[at + 1] as number) +
            0.114 * (pixels[at + 2] as number);
        }
      }
      grey[y * side + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return grey;
}

function bits(frequencies: Float64Array): ImageHash {
  const sorted = frequencies.slice().sort();
  const median = ((sorted[31] as number) + (sorted[32] as number)) / 2;
  let high = 0;
  let low = 0;
  for (let i = 0; i < 32; i++) {
    if ((frequencies[i] as number) > median) high |= 1 << (31 - i);
    if ((frequencies[i + 32] as number) > median) low |= 1 << (31 - i);
  }
  return { high: high >>> 0, low: low >>> 0 };
}
