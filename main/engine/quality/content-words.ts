/** Words that say what a text is about: all but articles, pronouns, prepositions, auxiliaries and the like. */

const functionWords = new Set(
  `a an the this that these those some any each every no not
   i you he she it we they me him her us them my your his its our their who whom whose which what
   and or but nor so yet if as than then because while
   of in on at by for with about against between into through during before after above below to from up down out off over under
   again here there where when why how all both few more most other such only own same too very just also
   is are was were be been being am do does did have has had having can could will would shall should may might must
   there's it's that's`.split(/\s+/),
);

export const contentWords = (words: readonly string[]): string[] =>
  words.filter((word) => !functionWords.has(word));
