/**
 * Relations that boxes alone show: object to object, within the picture (paper, section 3.2). Margins leave out what is not clear: a side
 * needs centres an eighth of the image apart, half as far again as along the other axis, and boxes that hardly overlap along it.
 */
import type { AnnotatedObject } from './annotated.ts';
import { apart, area, centre, containment } from './boxes.ts';
import { pairs, type Rule } from './relations.ts';

const clearShare = 1 / 8;
const clearRatio = 1.5;
/** Of the inner box; annotators draw a few pixels over. */
const insideShare = 0.95;
const smallerArea = 0.5;

export const side: Rule = {
  name: 'side',
  opposites: pairs(['left of', 'right of'], ['above', 'below']),
  word(first, second, image) {
    const [across, down] = offset(first, second);
    const [a, b] = [first.box, second.box];
    if (isClear(across, down, image.width) && apart([a[0], a[2]], [b[0], b[2]]))
      return across > 0 ? 'left of' : 'right of';
    if (isClear(down, across, image.height) && apart([a[1], a[3]], [b[1], b[3]]))
      return down > 0 ? 'above' : 'below';
    return null;
  },
};

/** Outlines, not things: what stands before a bus lies inside the bus's box too. */
export const inside: Rule = {
  name: 'inside',
  opposites: {},
  word: ({ box }, second) =>
    containment(box, second.box) >= insideShare && area(box) <= smallerArea * area(second.box)
      ? 'inside the outline of'
      : null,
};

export const pictureSize: Rule = {
  name: 'picture size',
  opposites: pairs(['larger in the image than', 'smaller in the image than']),
  word(first, second) {
    const ratio = area(first.box) / area(second.box);
    if (ratio >= 1 / smallerArea) return 'larger in the image than';
    return ratio <= smallerArea ? 'smaller in the image than' : null;
  },
};

/** Whether somebody could call `first` on that side of `second`, however slightly: the centre decides. */
export function leans(first: AnnotatedObject, word: string, second: AnnotatedObject): boolean {
  const [across, down] = offset(first, second);
  const leaning: Record<string, boolean> = {
    'left of': across > 0,
    'right of': across < 0,
    above: down > 0,
    below: down < 0,
  };
  return leaning[word] ?? false;
}

/** A side along the other axis that does not hold, not even a little; null where the two are level. */
export function crossed(first: AnnotatedObject, word: string, second: AnnotatedObject): string | null {
  const others = word === 'left of' || word === 'right of' ? ['above', 'below'] : ['left of', 'right of'];
  const [holds] = others.filter((other) => leans(first, other, second));
  return holds === undefined ? null : (side.opposites[holds] as string);
}

const isClear = (along: number, across: number, length: number): boolean =>
  Math.abs(along) >= clearShare * length && Math.abs(along) > clearRatio * Math.abs(across);

/** From the first centre to the second, in pixels to the right and down. */
function offset(first: AnnotatedObject, second: AnnotatedObject): [number, number] {
  const [from, to] = [centre(first.box), centre(second.box)];
  return [to[0] - from[0], to[1] - from[1]];
}

export const rules2d: readonly Rule[] = [side, inside, pictureSize];
