/** What a relation is: a word between two objects that clearly holds, or nothing where people could disagree. */
import type { AnnotatedImage, AnnotatedObject } from './annotated.ts';

export interface Relation {
  readonly first: AnnotatedObject;
  /** Fits into "the cup is WORD the table". */
  readonly word: string;
  readonly second: AnnotatedObject;
}

/** A way of looking at two objects. */
export interface Rule {
  readonly name: string;
  /** The word for `first` seen from `second`; null unless it is clear. */
  word(first: AnnotatedObject, second: AnnotatedObject, image: AnnotatedImage): string | null;
  /** Each word with the one that is false wherever it is true; a word without one is made false by turning the two objects round. */
  readonly opposites: Readonly<Record<string, string>>;
}

/** Words and their opposites, both ways. */
export const pairs = (...words: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(
    words.flatMap(([one, other]) => [
      [one, other],
      [other, one],
    ]),
  );

/** All that can be said, both ways round. */
export function relationsBy(
  rule: Rule,
  objects: readonly AnnotatedObject[],
  image: AnnotatedImage,
): Relation[] {
  return objects.flatMap((first) =>
    objects.flatMap((second) => {
      const word = first === second ? null : rule.word(first, second, image);
      return word === null ? [] : [{ first, word, second }];
    }),
  );
}

/** A statement about the same two objects that is false. */
export function falsified({ first, word, second }: Relation, { opposites }: Rule): Relation {
  const opposite = opposites[word];
  return opposite === undefined ? { first: second, word, second: first } : { first, word: opposite, second };
}
