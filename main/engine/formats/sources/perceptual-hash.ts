/** dHash (Krawetz 2013): whether brightness grows from each of 9x8 fields to its right neighbour, as 64 bits; near for pictures that look alike. */

const [across, down] = [9, 8];

/** `pixels`: size x size x 3 bytes, the whole picture squeezed. 16 hexadecimal digits, row by row. */
export function perceptualHash(pixels: Uint8Array, size: number): string {
  const fields = new Float64Array(across * down);
  const counts = new Uint32Array(across * down);
  for (let y = 0; y < size; y++) {
    const row = Math.floor((y * down) / size) * across;
    for (let x = 0; x < size; x++) {
      const field = row + Math.floor((x * across) / size);
      const at = 3 * (y * size + x);
      // Rec. 601 luma, in integers, so that every machine says the same.
      const luma =
        299 * (pixels[at] as number) + 587 * (pixels[at + 1] as number) + 114 * (pixels[at + 2] as number);
      fields[field] = (fields[field] as number) + luma;
      counts[field] = (counts[field] as number) + 1;
    }
  }
  let digits = '';
  for (let row = 0; row < down; row++) {
    let bits = 0;
    for (let column = 0; column + 1 < across; column++) {
      const at = row * across + column;
      const here = (fields[at] as number) / (counts[at] as number);
      const right = (fields[at + 1] as number) / (counts[at + 1] as number);
      bits = bits * 2 + (right > here ? 1 : 0);
    }
    digits += bits.toString(16).padStart(2, '0');
  }
  return digits;
}
