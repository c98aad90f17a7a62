/** Which words of a caption name objects, and whether these are in the picture. Pure. */

/** How objects may be written (lower-case words joined by one space) -> the object's name. */
export type Lexicon = ReadonlyMap<string, string>;

export interface NamedObject {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly there: boolean;
}

/** The longest writing that fits wins, so that a "hot dog" is not a dog; whole words, whatever their case. */
export function objectsNamed(text: string, lexicon: Lexicon, there: ReadonlySet<string>): NamedObject[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)];
  const longest = longestOf(lexicon);
  const found: NamedObject[] = [];
  let at = 0;
  while (at < words.length) {
    let step = 1;
    for (let length = Math.min(longest, words.length - at); length > 0; length--) {
      const run = words.slice(at, at + length);
      const name = lexicon.get(run.map(([word]) => word.toLowerCase()).join(' '));
      const [first, last] = [run[0], run.at(-1)];
      if (name === undefined || !first || !last) continue;
      found.push({ start: first.index, end: last.index + last[0].length, name, there: there.has(name) });
      step = length;
      break;
    }
    at += step;
  }
  return found;
}

const longestOf = (lexicon: Lexicon): number =>
  Math.max(0, ...[...lexicon.keys()].map((written) => written.split(' ').length));
