/**
 * A caption cut into clauses, each called by what it claims beyond naming a thing: a place (a relation between two things, or a position
 * in the image), a box, or a text that is written there. What a clause claims is judged in clause-truth.ts.
 */
import { wordsOf } from './lexicon.ts';
import { placesIn } from './places.ts';

/** `grounded` carries a box (also one that cannot be read), `text` says what is written, `spatial` says where something is, `plain` is everything else. */
export const clauseKinds = ['spatial', 'grounded', 'text', 'plain'] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export interface Clause {
  readonly kind: ClauseKind;
  readonly text: string;
  /** The clauses before it in its sentence: "and above the car" speaks of the thing that stands there. */
  readonly before: string;
}

/** A box, or what a model wrote in place of one: brackets around anything but four numbers, or never closed. */
const box = /\[\s*\d{1,3}(?:\s*,\s*\d{1,3}){3}\s*\]|\[[\d\s,[\]]*\]|\[[\d\s,]*$/g;
/** Straight single quotes only around words of their own, as they are apostrophes elsewhere. */
const quote = /"[^"\n]+"|“[^”\n]+”|(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])/gu;
const between = /\bbetween\b[^.!?;,\n]*?\band\b/gi;
const colour = '(?:black|white|gr[ae]y|red|blue|green|yellow|orange|brown|pink|purple|gold|silver)';
const colours = new RegExp(`\\b${colour} and ${colour}\\b`, 'gi');
const sentenceEnd = /[.!?;\n]+/g;
const joint = /,|\b(?:and|while|with)\b/gi;

/** In order; nothing but white space and joints is left out. */
export function clausesOf(caption: string): Clause[] {
  // A full stop within quotes that ends the sentence around them, too.
  const ordered = caption.replace(/([.!?])(["”])(?=\s|$)/g, '$2$1');
  return cut(ordered, sentenceEnd).flatMap((sentence) => {
    let before = '';
    return joined(cut(sentence, joint).flatMap(oneBoxEach)).map((text): Clause => {
      const clause = { kind: kindOf(text), text, before };
      before = before === '' ? text : `${before}, ${text}`;
      return clause;
    });
  });
}

export function kindOf(clause: string): ClauseKind {
  if (clause.match(box)) return 'grounded';
  if (saidText(clause) !== null) return 'text';
  return placesIn(clause).length > 0 ? 'spatial' : 'plain';
}

/** Words that always tell a text, and those that do only where something that can be read is spoken of. */
const tells = /\b(?:says?|saying|spells?|spelling|labell?ed|titled)\b[\s:]*/iu;
const mayTell = /\b(?:reads?|reading|written)\b[\s:]*/iu;
const readable =
  /\b(?:signs?|texts?|words?|letters?|label|banner|poster|billboard|plate|caption|inscription)\b/iu;

/** What a clause says is written: the words in quotes, else those behind the verb; null where it says no such thing. */
export function saidText(clause: string): string | null {
  const quoted = clause.match(quote)?.[0];
  if (quoted) return quoted.slice(1, -1);
  const verb = tells.exec(clause) ?? (readable.test(clause) ? mayTell.exec(clause) : null);
  const said = verb ? clause.slice(verb.index + verb[0].length).trim() : '';
  return said === '' ? null : said;
}

/** Pieces between separators; those within boxes, quotes, "between A and B" and two colours do not count. */
function cut(text: string, separators: RegExp): string[] {
  const hidden = [box, quote, between, colours].reduce(
    (rest, pattern) => rest.replace(pattern, (found) => '\u0000'.repeat(found.length)),
    text,
  );
  let from = 0;
  const pieces: string[] = [];
  for (const found of hidden.matchAll(separators)) {
    pieces.push(text.slice(from, found.index));
    from = found.index + found[0].length;
  }
  return [...pieces, text.slice(from)].map((piece) => piece.trim()).filter(saysSomething);
}

/** Articles alone, which a model that repeats itself writes by the dozen, claim nothing. */
const saysSomething = (piece: string): boolean => wordsOf(piece).some((word) => !/^(?:an?|the)$/.test(word));

/** "a dog [..] a cat [..] on grass" holds two boxes: each ends a clause but the last. */
function oneBoxEach(piece: string): string[] {
  const ends = [...piece.matchAll(box)].slice(0, -1).map(({ index, 0: found }) => index + found.length);
  return [0, ...ends].map((from, at) => piece.slice(from, ends[at]).trim());
}

/** A piece of one word says nothing alone ("black and white cat"): it belongs to the one behind it, the last to the one before. */
function joined(pieces: readonly string[]): string[] {
  const whole: string[] = [];
  let held = '';
  for (const piece of pieces) {
    const text = held === '' ? piece : `${held} and ${piece}`;
    held = '';
    if (/[\s[]/.test(text)) whole.push(text);
    else held = text;
  }
  if (held !== '') whole.push(whole.length > 0 ? `${whole.pop()} and ${held}` : held);
  return whole;
}
