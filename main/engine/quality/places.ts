/** Words that say where something is: relations between two things, and positions in the image, by their places among a text's words. */
import { wordsOf } from './lexicon.ts';

/** The directions whose truth boxes can tell. */
export type Direction = 'left of' | 'right of' | 'above' | 'below';

export const oppositeOf: Readonly<Record<Direction, Direction>> = {
  'left of': 'right of',
  'right of': 'left of',
  above: 'below',
  below: 'above',
};

export interface Place {
  /** `relation`: to another thing. `position`: in the image. */
  readonly kind: 'relation' | 'position';
  /** A direction, or the words themselves where boxes cannot tell. */
  readonly name: string;
  /** Where the image's side is meant: `left`, `right`, `top`, `bottom`, `middle`; two of them for a corner. */
  readonly sides: readonly Side[];
  readonly word: number;
  readonly words: number;
}

export type Side = 'left' | 'right' | 'top' | 'bottom' | 'middle';

const relations = new Map<string, string>();
for (const [name, forms] of [
  ['left of', ['left of', 'left side of', 'left hand side of']],
  ['right of', ['right of', 'right side of', 'right hand side of']],
  ['above', ['above', 'over', 'on top of', 'atop']],
  ['below', ['below', 'under', 'underneath', 'beneath']],
  ['in front of', ['in front of']],
  ['behind', ['behind']],
  ['next to', ['next to', 'beside', 'adjacent to', 'alongside', 'close to']],
  ['near', ['near', 'nearby']],
  ['between', ['between', 'in between']],
  ['inside', ['inside', 'inside of']],
  ['surrounded by', ['surrounded by']],
  ['opposite', ['opposite', 'across from']],
] as const)
  for (const form of forms) relations.set(form, name);
const longest = 4;

const sides = new Map<string, Side>([
  ['left', 'left'],
  ['right', 'right'],
  ['top', 'top'],
  ['upper', 'top'],
  ['bottom', 'bottom'],
  ['lower', 'bottom'],
  ['middle', 'middle'],
  ['center', 'middle'],
  ['centre', 'middle'],
]);
const depths = new Set(['foreground', 'background']);
const further = new Set(['far', 'very', 'hand', 'side', 'corner', 'half', 'part', 'edge']);
const wholes = new Set(['image', 'picture', 'photo', 'photograph', 'frame', 'scene']);
const before = new Set(['in', 'at', 'on', 'to', 'near', 'toward', 'towards']);

/** In order, none within another. "to the left of the image" is a position, "to the left of the cat" a relation. */
export function placesIn(text: string): Place[] {
  const words = wordsOf(text).flatMap((word) => word.split('-'));
  const places: Place[] = [];
  let at = 0;
  while (at < words.length) {
    const found = positionAt(words, at) ?? relationAt(words, at);
    if (found) places.push(found);
    at += found ? found.words : 1;
  }
  return places;
}

function relationAt(words: readonly string[], at: number): Place | null {
  for (let length = longest; length > 0; length--) {
    const name = relations.get(words.slice(at, at + length).join(' '));
    if (name) return { kind: 'relation', name, sides: [], word: at, words: length };
  }
  return null;
}

/** "on the left", "in the upper right corner of the image", "in the foreground" */
function positionAt(words: readonly string[], at: number): Place | null {
  if (!before.has(words[at] ?? '') || words[at + 1] !== 'the') return null;
  let end = at + 2;
  const found: Side[] = [];
  while (end < words.length && (sides.has(words[end] as string) || further.has(words[end] as string))) {
    const side = sides.get(words[end] as string);
    if (side) found.push(side);
    end++;
  }
  const place = (length: number, ofImage: readonly Side[]): Place => ({
    kind: 'position',
    name: words.slice(at, at + length).join(' '),
    sides: ofImage,
    word: at,
    words: length,
  });
  if (found.length === 0) return depths.has(words[end] ?? '') ? place(end + 1 - at, []) : null;
  if (words[end] !== 'of') return place(end - at, found);
  const whole = words.slice(end + 1, end + 3).find((word) => wholes.has(word));
  return whole ? place(words.indexOf(whole, end) + 1 - at, found) : null;
}
