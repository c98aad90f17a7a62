/** Everything that is measured on one caption. Pure; what compares a caption with all others of its source comes after (likeness.ts). */
import { boxQuality, type ThingThere, withoutBoxes } from './boxes.ts';
import { contentKept } from './content-kept.ts';
import { contentSimilarity } from './content-similarity.ts';
import { edited } from './edited.ts';
import { type Lexicon, wordsOf } from './lexicon.ts';
import { matchedCaptions } from './matched-length.ts';
import { countMentions } from './mentions.ts';
import { newWords } from './new-words.ts';
import { isThere, quotedTexts } from './quoted-text.ts';
import { repetitionAmong } from './repetition.ts';
import { wordCount } from './words.ts';

/** A caption and what is known about its image. */
export interface CaptionFacts {
  readonly text: string;
  readonly prompt: string;
  readonly truncated: boolean;
  readonly tokens: number | null;
  readonly logProbability: number | null;
  /** The text the image came with; null for that text itself. */
  readonly original: string | null;
  /** What the round before said about the image; null where it said nothing. */
  readonly before: string | null;
  readonly truth: ImageTruth | null;
}

export interface ImageTruth {
  readonly things: readonly ThingThere[];
  /** What is written in the picture; empty where nothing is, null where nobody knows. */
  readonly texts: readonly string[] | null;
}

export interface CaptionContext {
  /** Null where truth is not known. */
  readonly lexicon: Lexicon | null;
  /** Every word of the round before; null where there is none. */
  readonly knownWords: ReadonlySet<string> | null;
}

/** Null: it cannot be told of this caption. Shares are fractions. */
export interface CaptionMetrics {
  readonly words: number;
  readonly tokens: number | null;
  readonly truncated: number;
  readonly logProbability: number | null;
  readonly repetition: number;
  readonly newWords: number | null;
  readonly originalKept: number | null;
  readonly edited: number | null;
  readonly contentSimilarity: number | null;
  /** Different objects: named, of those there, and there at all. */
  readonly objectsNamed: number | null;
  readonly objectsRight: number | null;
  readonly objectsThere: number | null;
  /** Every mention counts, and those of what is not there. */
  readonly mentions: number | null;
  readonly imagined: number | null;
  readonly matchedMentions: number | null;
  readonly matchedImagined: number | null;
  readonly matchedMentionsBefore: number | null;
  readonly matchedImaginedBefore: number | null;
  readonly matchedWords: number | null;
  readonly boxes: number;
  readonly boxesValid: number;
  readonly boxesJudged: number | null;
  readonly boxesFound: number | null;
  readonly boxIou: number | null;
  readonly quotes: number;
  readonly quotesJudged: number | null;
  readonly quotesRight: number | null;
}

export function captionMetrics(caption: CaptionFacts, context: CaptionContext): CaptionMetrics {
  const { text, truth } = caption;
  const words = captionWords(text);
  const before = caption.before === null ? null : captionWords(caption.before);
  const quotes = quotedTexts(text);
  const texts = truth?.texts ?? null;
  return {
    words: wordCount(text),
    tokens: caption.tokens,
    truncated: caption.truncated ? 1 : 0,
    logProbability: caption.logProbability,
    repetition: repetitionAmong(words),
    newWords: context.knownWords ? newWords(words, context.knownWords) : null,
    originalKept: caption.original === null ? null : contentKept(wordsOf(caption.original), words),
    edited: before ? edited(before, words) : null,
    contentSimilarity: before ? contentSimilarity(before, words) : null,
    ...objects(words, before, truth, context.lexicon),
    ...boxes(caption, context.lexicon),
    quotes: quotes.length,
    quotesJudged: texts ? quotes.length : null,
    quotesRight: texts ? quotes.filter((quote) => isThere(quote, texts)).length : null,
  };
}

/** What captions are compared by, word by word. */
export const captionWords = (text: string): string[] => wordsOf(withoutBoxes(text));

function objects(
  words: readonly string[],
  before: readonly string[] | null,
  truth: ImageTruth | null,
  lexicon: Lexicon | null,
) {
  if (!truth || !lexicon) return unknownObjects;
  const present = new Set(truth.things.map(({ kind }) => kind));
  const { mentions, imagined, named } = countMentions(words, present, lexicon);
  const matched = before ? matchedCaptions(before, words, present, lexicon) : null;
  return {
    objectsNamed: named.size,
    objectsRight: [...named].filter((name) => present.has(name)).length,
    objectsThere: present.size,
    mentions,
    imagined,
    matchedMentions: matched?.now.mentions ?? null,
    matchedImagined: matched?.now.imagined ?? null,
    matchedMentionsBefore: matched?.before.mentions ?? null,
    matchedImaginedBefore: matched?.before.imagined ?? null,
    matchedWords: matched?.words ?? null,
  };
}

const unknownObjects = {
  objectsNamed: null,
  objectsRight: null,
  objectsThere: null,
  mentions: null,
  imagined: null,
  matchedMentions: null,
  matchedImagined: null,
  matchedMentionsBefore: null,
  matchedImaginedBefore: null,
  matchedWords: null,
};

function boxes({ text, prompt, truth }: CaptionFacts, lexicon: Lexicon | null) {
  const found = boxQuality(text, prompt, truth && lexicon ? { lexicon, things: truth.things } : null);
  return {
    boxes: found.written,
    boxesValid: found.valid,
    boxesJudged: found.judged,
    boxesFound: found.found,
    boxIou: found.overlap,
  };
}
