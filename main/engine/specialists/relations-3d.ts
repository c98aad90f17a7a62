/**
 * Relations that need places in space: object to object, and object to camera (paper, section 3.2). An object without a place has none.
 * Distances must differ by a fifth, and by more than the objects are large.
 */
import type { AnnotatedObject } from './annotated.ts';
import { apart } from './boxes.ts';
import { pairs, type Rule } from './relations.ts';

const clearDistance = 1.2;
const clearHeight = 1.25;
const clearRatio = 1.5;

/** Half the larger side on the ground: how an object is turned is not known. */
const radius = ({ size }: AnnotatedObject): number => (size ? Math.max(size[0], size[2]) / 2 : 0);

/** Seen from the camera: one hides the other, or would if it were higher. */
export const depth: Rule = {
  name: 'depth',
  opposites: pairs(['in front of', 'behind']),
  word(first, second) {
    if (!first.centre || !second.centre) return null;
    const [[x1, , z1], [x2, , z2]] = [first.centre, second.centre];
    const [r1, r2] = [radius(first), radius(second)];
    const clear =
      Math.max(z1, z2) >= clearDistance * Math.min(z1, z2) &&
      Math.abs(z2 - z1) > clearRatio * Math.abs(x2 - x1) &&
      apart([z1 - r1, z1 + r1], [z2 - r2, z2 + r2]);
    return clear ? (z1 < z2 ? 'in front of' : 'behind') : null;
  },
};

/** Between an object's centre and the camera, in metres; null where it is not known. */
export const distance = ({ centre }: AnnotatedObject): number | null => centre && Math.hypot(...centre);

export const nearness: Rule = {
  name: 'nearness',
  opposites: pairs(['nearer to the camera than', 'farther from the camera than']),
  word(first, second) {
    if (isNearer(first, second)) return 'nearer to the camera than';
    return isNearer(second, first) ? 'farther from the camera than' : null;
  },
};

function isNearer(near: AnnotatedObject, far: AnnotatedObject): boolean {
  const [one, other] = [distance(near), distance(far)];
  if (one === null || other === null) return false;
  // The nearest points must come in the same order: a long table may begin before the cup and end behind it.
  return other >= clearDistance * one && one - radius(near) < other - radius(far);
}

export const height: Rule = {
  name: 'height',
  opposites: pairs(['taller than', 'shorter than']),
  word({ size: one }, { size: other }) {
    if (!one || !other) return null;
    if (one[1] >= clearHeight * other[1]) return 'taller than';
    return other[1] >= clearHeight * one[1] ? 'shorter than' : null;
  },
};

/** From near to far; null unless every one is clearly farther than the one before. */
export function byDistance(objects: readonly AnnotatedObject[]): AnnotatedObject[] | null {
  if (objects.some(({ centre }) => centre === null)) return null;
  const order = [...objects].sort((a, b) => (distance(a) as number) - (distance(b) as number));
  const isClear = order.slice(1).every((far, at) => isNearer(order[at] as AnnotatedObject, far));
  return isClear ? order : null;
}

/** The one that is clearly nearer to the camera than every other; null where there is none, or where nobody knows of all. */
export function nearestOf(objects: readonly AnnotatedObject[]): AnnotatedObject | null {
  if (objects.length < 2 || objects.some(({ centre }) => centre === null)) return null;
  return objects.find((one) => objects.every((other) => other === one || isNearer(one, other))) ?? null;
}

export const rules3d: readonly Rule[] = [depth, nearness, height];
