/** Boxes that a caption writes as `[xmin,ymin,xmax,ymax]`, each 000..999 of the picture. Pure. */

/** Left, top, right, bottom as shares of the picture's width and height. */
export type Box = readonly [number, number, number, number];

export interface GroundedBox {
  readonly start: number;
  readonly end: number;
  readonly box: Box;
  /** The words it follows, `a large dog`; empty where a box stands alone. */
  readonly label: string;
}

const pattern = /\[\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\]/g;

/** Corners that a model wrote the wrong way round are turned; a box without area is still shown as the line it is. */
export function groundedBoxes(text: string): GroundedBox[] {
  let before = 0;
  return [...text.matchAll(pattern)].map((match) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = match.slice(1).map((digits) => Number(digits) / 999);
    const start = match.index;
    const end = start + match[0].length;
    const label = labelIn(text.slice(before, start));
    before = end;
    return {
      start,
      end,
      label,
      box: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)],
    };
  });
}

/** The last phrase: after the last punctuation, without the `and` that lists. */
const labelIn = (text: string): string =>
  (text.split(/[.,;:!?]/).at(-1) ?? '').trim().replace(/^and\s+/i, '');

/** From pixels of a picture of this size. */
export const boxOfPixels = (
  [left = 0, top = 0, right = 0, bottom = 0]: readonly number[],
  { width, height }: { width: number; height: number },
): Box => [left / width, top / height, right / width, bottom / height];
