/** Where text stands, from a detector's map of how likely each pixel is text: connected regions as upright boxes. Pure. */

export interface Region {
  readonly left: number;
  readonly top: number;
  /** Behind the last column and row. */
  readonly right: number;
  readonly bottom: number;
}

/** As PaddleOCR's DBPostProcess has them: a pixel is text from 0.3 on, a region counts from a mean of 0.6 on. */
const leastPixel = 0.3;
const leastMean = 0.6;
/** Regions are shrunk cores of their text (Liao et al. 2020): they grow by area x ratio / perimeter on each side. */
const growth = 1.6;
const leastSide = 3;
/** A map of noise has thousands of regions; a picture that is read has fewer. */
const mostRegions = 100;

/** `map`: height x width chances, row by row. In the map's own pixels, top to bottom, then left to right. */
export function textRegions(map: Float32Array, width: number, height: number): Region[] {
  const seen = new Uint8Array(map.length);
  const queue = new Int32Array(map.length);
  const regions: Region[] = [];
  for (let start = 0; start < map.length && regions.length < mostRegions; start++) {
    if (seen[start] || (map[start] as number) < leastPixel) continue;
    const found = flood(start);
    if (found) regions.push(found);
  }
  return regions.sort((a, b) => a.top - b.top || a.left - b.left);

  function flood(start: number): Region | null {
    let [left, top, right, bottom] = [width, height, 0, 0];
    let sum = 0;
    let count = 0;
    queue[count++] = start;
    seen[start] = 1;
    for (let at = 0; at < count; at++) {
      const pixel = queue[at] as number;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      sum += map[pixel] as number;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (const [dx, dy] of neighbours) {
        const [nx, ny] = [x + dx, y + dy];
        const next = ny * width + nx;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || seen[next]) continue;
        if ((map[next] as number) < leastPixel) continue;
        seen[next] = 1;
        queue[count++] = next;
      }
    }
    const [wide, high] = [right - left, bottom - top];
    if (sum / count < leastMean || Math.min(wide, high) < leastSide) return null;
    const margin = (wide * high * growth) / (2 * (wide + high));
    return {
      left: Math.max(0, Math.floor(left - margin)),
      top: Math.max(0, Math.floor(top - margin)),
      right: Math.min(width, Math.ceil(right + margin)),
      bottom: Math.min(height, Math.ceil(bottom + margin)),
    };
  }
}

const neighbours = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
