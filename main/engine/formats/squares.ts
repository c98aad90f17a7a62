/** Large pictures as SmolVLM sees them: cut into squares, row by row (Marafioti et al. 2025; `image_processing_idefics3.py` of Transformers). */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** Not cut: the whole picture, squeezed into one square. */
export const uncut: Grid = { rows: 0, columns: 0 };

/** The grid of a picture whose longer side is first brought to `longest` pixels, in squares of `size`. */
export function gridOf(width: number, height: number, longest: number, size: number): Grid {
  const long = Math.ceil(longest / size);
  const ratio = Math.min(width, height) / Math.max(width, height);
  const short = Math.ceil(Math.floor(long * size * ratio) / size) || 1;
  if (long <= 1) return uncut;
  return width >= height ? { rows: short, columns: long } : { rows: long, columns: short };
}

/** rows x columns squares of size x size x 3 bytes, from one picture of all of them. */
export function cutSquares(pixels: Uint8Array, { rows, columns }: Grid, size: number): Uint8Array[] {
  const line = size * 3;
  return Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const square = new Uint8Array(size * line);
    for (let y = 0; y < size; y++) {
      const from = ((row * size + y) * columns + column) * line;
      square.set(pixels.subarray(from, from + line), y * line);
    }
    return square;
  });
}
