/** Whether what a clause claims is claimed by other texts about the same image too: the same claim, in whatever words. Pure. */
import { boxIn, intersectionOverUnion } from '../scorers/refcoco.ts';
import { type Clause, saidText } from './clauses.ts';
import { type Lexicon, mentionsIn, wordsOf } from './lexicon.ts';
import { placesIn } from './places.ts';

const boxAgrees = 0.5;
/** Said from the other side, they are the same relation. */
const turned: Readonly<Record<string, string>> = {
  'right of': 'left of',
  below: 'above',
  behind: 'in front of',
};
const mutual = new Set(['next to', 'near', 'opposite']);

/**
 * Spatial: the same things stand in the same relation or place ("the cat is right of the dog" says "the dog is left of the cat").
 * Grounded: a box with intersection over union of 0.5 or more on a thing of the same name. Text: the same words are said to be written, or begin what is said.
 * Plain: every thing that it names is named. A clause in which no known thing is named is kept only in its own words.
 */
export function isKept(clause: Clause, others: readonly Clause[], lexicon: Lexicon): boolean {
  switch (clause.kind) {
    case 'grounded': {
      const own = grounded(clause, lexicon);
      return own === null
        ? saidAgain(clause, others)
        : others.some((one) => {
            const other = one.kind === 'grounded' ? grounded(one, lexicon) : null;
            return other?.label === own.label && intersectionOverUnion(own.box, other.box) >= boxAgrees;
          });
    }
    case 'text': {
      const said = textOf(clause);
      return said === '' ? saidAgain(clause, others) : others.some((one) => begins(textOf(one), said));
    }
    case 'spatial': {
      const claims = placeClaims(clause, lexicon);
      if (claims.length === 0) return saidAgain(clause, others);
      const known = new Set(
        others.flatMap((one) => (one.kind === 'spatial' ? placeClaims(one, lexicon) : [])),
      );
      return claims.every((claim) => known.has(claim));
    }
    case 'plain': {
      const named = namesIn(clause, lexicon);
      if (named.length === 0) return saidAgain(clause, others);
      const known = new Set(others.flatMap((one) => namesIn(one, lexicon)));
      return named.every((name) => known.has(name));
    }
  }
}

const saidAgain = ({ text }: Clause, others: readonly Clause[]): boolean => {
  const said = wordsOf(text).join(' ');
  return others.some((one) => wordsOf(one.text).join(' ') === said);
};

function grounded({ text, before }: Clause, lexicon: Lexicon) {
  const box = boxIn(text);
  // "two cats [..], [..]": the second box is about what the first one was.
  const labelled = text.startsWith('[') ? before : text.slice(0, text.indexOf('['));
  const label = mentionsIn(labelled, lexicon).at(-1)?.name;
  return box && label !== undefined ? { box, label } : null;
}

/** Without quotes nobody knows where a text ends ("says open on grass"): the shorter one has to begin the longer. */
const begins = (one: string, other: string): boolean =>
  one !== '' && (`${other} `.startsWith(`${one} `) || `${one} `.startsWith(`${other} `));

const textOf = ({ kind, text }: Clause): string =>
  kind === 'text' ? wordsOf(saidText(text) ?? '').join(' ') : '';

/** What is said not to be there is not named. */
function namesIn({ text }: Clause, lexicon: Lexicon): string[] {
  const words = wordsOf(text);
  return mentionsIn(text, lexicon)
    .filter(({ word }) => words[word - 1] !== 'no')
    .map(({ name }) => name);
}

/** `dog > left of > cat`, `dog @ left+top`; those whose things are not known are left out. */
function placeClaims({ text, before }: Clause, lexicon: Lexicon): string[] {
  // Hyphens are broken up, as placesIn does, so that both count the same words.
  const mentions = mentionsIn(text.replaceAll('-', ' '), lexicon);
  const earlier = mentionsIn(before, lexicon)[0]?.name;
  return placesIn(text).flatMap(({ kind, name, sides, word, words }): string[] => {
    const subject = mentions.findLast((one) => one.word + one.words <= word)?.name;
    const behind = mentions.find((one) => one.word >= word + words)?.name;
    if (kind === 'position') {
      const thing = subject ?? behind ?? earlier;
      return thing === undefined ? [] : [`${thing} @ ${[...sides].sort().join('+') || name}`];
    }
    const [first, second] = [subject ?? earlier, behind];
    if (first === undefined || second === undefined) return [];
    if (name in turned) return [`${second} > ${turned[name]} > ${first}`];
    if (mutual.has(name)) return [[first, second].sort().join(` > ${name} > `)];
    return [`${first} > ${name} > ${second}`];
  });
}
