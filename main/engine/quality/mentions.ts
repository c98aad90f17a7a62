import { type Lexicon, mentionsAmong } from './lexicon.ts';

export interface Mentions {
  readonly mentions: number;
  /** Of what is not there. */
  readonly imagined: number;
  /** The objects mentioned, each once. */
  readonly named: ReadonlySet<string>;
}

/** Mentions of objects within a text's first `limit` words; a name that the limit cuts in two is not mentioned. */
export function countMentions(
  words: readonly string[],
  present: ReadonlySet<string>,
  lexicon: Lexicon,
  limit = Number.POSITIVE_INFINITY,
): Mentions {
  // Looked for in the whole text: cut first, "hot dog" would become a "hot".
  const within = mentionsAmong(words, lexicon).filter((one) => one.word + one.words <= limit);
  return {
    mentions: within.length,
    imagined: within.filter(({ name }) => !present.has(name)).length,
    named: new Set(within.map(({ name }) => name)),
  };
}
