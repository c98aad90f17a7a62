/** Boxes as specialists write them, and how they lie to each other. */
import type { Box } from './annotated.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `[xmin,ymin,xmax,ymax]`, 000..999 over the image's width and height (paper, section 3.2). */
export function boxText(box: Box, { width, height }: Size): string {
  const parts = box.map((pixel, at) => {
    const thousandths = Math.round((pixel / (at % 2 === 0 ? width : height)) * 999);
    return String(Math.min(999, Math.max(0, thousandths))).padStart(3, '0');
  });
  return `[${parts.join(',')}]`;
}

export const centre = (box: Box): [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];

export const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1]);

/** Of the image, 0..1. */
export const share = (box: Box, { width, height }: Size): number => area(box) / (width * height);

/** The share of `box` that lies in `other`, 0..1. */
export function containment(box: Box, other: Box): number {
  const across = Math.min(box[2], other[2]) - Math.max(box[0], other[0]);
  const down = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
  return (Math.max(0, across) * Math.max(0, down)) / area(box);
}

type Extent = readonly [number, number];

/** Whether two extents along one axis share at most a quarter of the shorter one: what overlaps more is not clearly beside it. */
export function apart(first: Extent, second: Extent): boolean {
  const common = Math.min(first[1], second[1]) - Math.max(first[0], second[0]);
  return common <= Math.min(first[1] - first[0], second[1] - second[0]) / 4;
}

/** Line by line from the top, each from the left: what overlaps a line's first box by half its height stands on that line. */
export function inReadingOrder<T extends { readonly box: Box }>(items: readonly T[]): T[] {
  const lines: T[][] = [];
  for (const item of [...items].sort((a, b) => centre(a.box)[1] - centre(b.box)[1])) {
    const middle = centre(item.box)[1];
    const line = lines.find(([first]) => {
      const [, top, , bottom] = (first as T).box;
      return Math.abs(middle - (top + bottom) / 2) <= (bottom - top) / 2;
    });
    if (line) line.push(item);
    else lines.push([item]);
  }
  return lines.flatMap((line) => line.sort((a, b) => a.box[0] - b.box[0]));
}
