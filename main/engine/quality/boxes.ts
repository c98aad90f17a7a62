/** Boxes that captions write as `[xmin,ymin,xmax,ymax]`, 000..999 of the picture (VILA², section 3.2): well formed, and right? */
import { intersectionOverUnion } from '../scorers/refcoco.ts';
import { type Lexicon, mentionsIn } from './lexicon.ts';

/** Left, top, right, bottom as shares of the picture. */
export type Box = readonly [number, number, number, number];

export interface ThingThere {
  readonly kind: string;
  readonly box: Box;
}

export interface BoxQuality {
  /** Attempts: brackets that hold nothing but numbers, also one that the end of the caption cuts off. */
  readonly written: number;
  /** Four whole numbers of up to three digits that enclose something. */
  readonly valid: number;
  /** Null where truth is not known: valid boxes whose name the data knows. */
  readonly judged: number | null;
  /** Of those, with an intersection over union of 0.5 or more with a thing of that name; each thing is found once. */
  readonly found: number | null;
  /** Sum of their intersections over union; 0 for a name that is not there. */
  readonly overlap: number | null;
}

/** Linear in the text, whatever a stranger writes: no bracket is looked at twice. */
const bracket = /\[[\s\d.,;-]*(?:\]|$)/g;
const isAttempt = (written: string): boolean => /\d/.test(written);
const wellFormed = /^\[\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\]$/;

/**
 * A box belongs to the object named last before it, or to the one that was asked for (`prompt`) where the caption names none. Best first:
 * among a caption's boxes of one name, the pair that overlaps most is matched, then the next.
 */
export function boxQuality(
  text: string,
  prompt: string,
  truth: { readonly lexicon: Lexicon; readonly things: readonly ThingThere[] } | null,
): BoxQuality {
  const attempts = [...text.matchAll(bracket)].filter(([written]) => isAttempt(written));
  const boxes = attempts.flatMap((match) => {
    const box = boxOf(match[0]);
    return box ? [{ box, start: match.index }] : [];
  });
  const counts = { written: attempts.length, valid: boxes.length };
  if (!truth) return { ...counts, judged: null, found: null, overlap: null };
  let kind = mentionsIn(prompt, truth.lexicon).at(-1)?.name;
  let from = 0;
  const named = boxes.flatMap(({ box, start }) => {
    kind = mentionsIn(text.slice(from, start), truth.lexicon).at(-1)?.name ?? kind;
    from = start;
    return kind === undefined ? [] : [{ box, kind }];
  });
  const overlaps = matched(named, truth.things);
  return {
    ...counts,
    judged: named.length,
    found: overlaps.filter((overlap) => overlap >= 0.5).length,
    overlap: overlaps.reduce((sum, overlap) => sum + overlap, 0),
  };
}

/** A text without its boxes: their numbers are no words. */
export const withoutBoxes = (text: string): string =>
  text.replace(bracket, (written) => (isAttempt(written) ? ' ' : written));

function boxOf(written: string): Box | null {
  const numbers = wellFormed.exec(written)?.slice(1).map(Number);
  if (!numbers) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers.map((number) => number / 999);
  return left < right && top < bottom ? [left, top, right, bottom] : null;
}

function matched(boxes: readonly ThingThere[], things: readonly ThingThere[]): number[] {
  const pairs = boxes
    .flatMap((box, b) =>
      things.flatMap((thing, t) =>
        thing.kind === box.kind ? [{ b, t, overlap: intersectionOverUnion(box.box, thing.box) }] : [],
      ),
    )
    .sort((one, other) => other.overlap - one.overlap);
  const overlaps = boxes.map(() => 0);
  const [usedBoxes, usedThings] = [new Set<number>(), new Set<number>()];
  for (const { b, t, overlap } of pairs) {
    if (usedBoxes.has(b) || usedThings.has(t)) continue;
    usedBoxes.add(b);
    usedThings.add(t);
    overlaps[b] = overlap;
  }
  return overlaps;
}
