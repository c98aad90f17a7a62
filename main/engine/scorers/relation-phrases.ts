/** Whether a caption states a relation between two objects, in either direction. */
import { type Lexicon, mentionsIn, wordsOf } from '../quality/lexicon.ts';

/** subject, relation, object: ["dog", "left of", "car"] */
export type Relation = readonly [string, string, string];

const opposites = new Map([
  ['left of', 'right of'],
  ['above', 'below'],
  ['over', 'under'],
  ['in front of', 'behind'],
]);
for (const [one, other] of [...opposites]) opposites.set(other, one);
/** True in both directions. */
const symmetric = new Set(['next to', 'beside', 'near']);

/**
 * A relation is stated when its words stand between the mentions of its objects, which follow each other without a third in between and
 * in the same sentence: "a dog (is) to the left of the red car". The opposite with exchanged objects states the same.
 */
export function statesRelation(
  caption: string,
  [subject, relation, object]: Relation,
  lexicon: Lexicon,
): boolean {
  const forwards = relation;
  const backwards = symmetric.has(relation) ? relation : opposites.get(relation);
  return caption.split(/[.!?;\n]/).some((sentence) => {
    const words = wordsOf(sentence);
    const mentions = mentionsIn(sentence, lexicon);
    return mentions.some((first, i) => {
      const second = mentions[i + 1];
      if (!second) return false;
      const between = ` ${words.slice(first.word + first.words, second.word).join(' ')} `;
      if (first.name === subject && second.name === object && between.includes(` ${forwards} `)) return true;
      return (
        first.name === object &&
        second.name === subject &&
        backwards !== undefined &&
        between.includes(` ${backwards} `)
      );
    });
  });
}

/** Keeps the first of each pair that says the same in the two directions. */
export function withoutOpposites(relations: readonly Relation[]): Relation[] {
  const kept = new Set<string>();
  return relations.filter(([subject, relation, object]) => {
    const turned = symmetric.has(relation) ? relation : opposites.get(relation);
    if (kept.has([object, turned, subject].join('|'))) return false;
    kept.add([subject, relation, object].join('|'));
    return true;
  });
}
