/** A caption cut into pieces that each carry all marks that lie over them: changes, objects, boxes, phrases. Pure. */
import type { CaptionPhrase } from '../../../shared/gallery.ts';
import { type GroundedBox, groundedBoxes } from './grounded-boxes.ts';
import type { NamedObject } from './objects-named.ts';
import type { Change } from './word-changes.ts';

export interface Piece {
  readonly text: string;
  /** Removed text is not part of the caption; it stands where it was. */
  readonly change: Change['kind'];
  /** Those that the caller wants marked. */
  readonly object: NamedObject | null;
  readonly box: GroundedBox | null;
  readonly phrase: CaptionPhrase | null;
}

export function markedText(
  text: string,
  changes: readonly Change[],
  objects: readonly NamedObject[],
  phrases: readonly CaptionPhrase[] = [],
): Piece[] {
  const boxes = groundedBoxes(text);
  const borders = [...objects, ...boxes, ...phrases].flatMap(({ start, end }) => [start, end]);
  const over = <T extends { start: number; end: number }>(marks: readonly T[], at: number): T | null =>
    marks.find(({ start, end }) => start <= at && at < end) ?? null;
  let at = 0;
  return changes.flatMap(({ kind, text: part }): Piece[] => {
    if (kind === 'removed') return [{ text: part, change: kind, object: null, box: null, phrase: null }];
    const from = at;
    at += part.length;
    const cuts = [from, ...borders.filter((border) => from < border && border < at), at];
    const places = [...new Set(cuts)].sort((a, b) => a - b);
    return places.slice(0, -1).map((start, index) => ({
      text: text.slice(start, places[index + 1]),
      change: kind,
      object: over(objects, start),
      box: over(boxes, start),
      phrase: over(phrases, start),
    }));
  });
}
